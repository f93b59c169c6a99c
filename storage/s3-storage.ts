import { Readable } from 'node:stream';
import { MOST_BYTES } from '../domain/documents/limits';
import {
  bytesOf,
  StorageError,
  storageKey,
  type FileStorage,
  type StoredContent,
} from '../domain/documents/storage';
import { sha256Hex, signedHeaders, type S3Credentials } from './s3-signature';

/** Where a bucket is, and who may use it. */
export interface S3Options extends S3Credentials {
  /** `https://s3.eu-central-1.amazonaws.com`, or the address of any server that speaks S3. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Default 10 s, for one attempt. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 200;

/** Files in a bucket of Amazon S3, or of any server that speaks its protocol; the bucket's name is in the path. */
export class S3Storage implements FileStorage {
  constructor(private readonly options: S3Options) {}

  async put(key: string, content: StoredContent): Promise<string> {
    // The signature covers the body, and a repetition needs all of it.
    const body = await bytesOf(content.bytes, MOST_BYTES);
    const { status } = await this.send('PUT', key, { body, contentType: content.contentType });
    if (status !== 200) throw failed('PUT', status);
    return key;
  }

  async get(key: string): Promise<Readable | undefined> {
    const response = await this.send('GET', key);
    if (response.status === 404) return undefined;
    if (response.status !== 200 || response.body === null) throw failed('GET', response.status);
    return Readable.fromWeb(response.body);
  }

  async remove(key: string): Promise<void> {
    const { status } = await this.send('DELETE', key);
    if (status !== 204 && status !== 200 && status !== 404) throw failed('DELETE', status);
  }

  /** Again after no answer, 429 and 5xx; every call here may be repeated. */
  private async send(
    method: 'PUT' | 'GET' | 'DELETE',
    key: string,
    content?: { readonly body: Buffer; readonly contentType: string },
  ): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.sendOnce(method, key, content);
      const again = response === undefined || response.status === 429 || response.status >= 500;
      if (!again) return response;
      await response?.body?.cancel();
      if (attempt === ATTEMPTS) throw failed(method, response?.status);
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * attempt));
    }
  }

  private async sendOnce(
    method: string,
    key: string,
    content: { readonly body: Buffer; readonly contentType: string } | undefined,
  ): Promise<Response | undefined> {
    const { endpoint, bucket, timeoutMs = TIMEOUT_MS } = this.options;
    const url = new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${storageKey(key)}`);
    const headers = content === undefined ? {} : { 'content-type': content.contentType };
    const payloadHash = sha256Hex(content?.body ?? '');
    try {
      return await fetch(url, {
        method,
        headers: signedHeaders({ method, url, headers, payloadHash }, this.options),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        ...(content && { body: new Uint8Array(content.body) }),
      });
    } catch {
      return undefined;
    }
  }
}

function failed(method: string, status: number | undefined): StorageError {
  const outcome = status === undefined ? 'did not answer' : `answered ${status}`;
  return new StorageError(`The file storage ${outcome} to ${method}.`);
}
