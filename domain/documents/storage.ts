import type { Readable } from 'node:stream';

/** Something to store: its bytes as they come, and how many there will be. */
export interface StoredContent {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly size: number;
  readonly contentType: string;
}

/**
 * Where the bytes of files are kept. A key is chosen by whoever stores, before anything is written, so that what a
 * crash leaves behind is found by it; it names nothing of what the file holds.
 */
export interface FileStorage {
  /** Stores the bytes under the key, in place of what was there; returns the key. Nothing half is ever read. */
  put(key: string, content: StoredContent): Promise<string>;
  /** `undefined` when there is nothing under the key. */
  get(key: string): Promise<Readable | undefined>;
  /** Safe to repeat. */
  remove(key: string): Promise<void>;
}

/** A storage that answered with an error, or not at all; its text names no key, address or credential. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** The form of every key: words and IDs with slashes between them. */
const KEY = /^[a-z]+(?:\/[A-Za-z0-9_]+)+$/;

/**
 * A key that no storage understands as anything else.
 *
 * @throws TypeError for a text that is none
 */
export function storageKey(text: string): string {
  if (!KEY.test(text)) throw new TypeError('A storage key has words and IDs with slashes between them.');
  return text;
}

/**
 * All bytes of a stream.
 *
 * @throws RangeError above the limit
 */
export async function bytesOf(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new RangeError('The stored file is larger than it may be.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
