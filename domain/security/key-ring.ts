import { createHmac } from 'node:crypto';
import { sameSecret } from './secrets';

/**
 * The secret of an instance and those it had before, the newest first: what is made is made with the first, what is read
 * may be of any. A text alone is a ring of one.
 */
export type KeyRing = string | readonly [current: string, ...old: string[]];

export const keysOf = (ring: KeyRing): readonly [string, ...string[]] =>
  typeof ring === 'string' ? [ring] : ring;

export const currentKey = (ring: KeyRing): string => keysOf(ring)[0];

/** Names a key in what was made with it; tells nothing of the key itself. */
export const keyIdOf = (key: string): string => keyedHash('usher:key-id:v1', key).slice(0, 10);

/**
 * The key that made something, by the ID that stands with it; what is older than key IDs was made with the first of all.
 * Undefined where the ring does not have it.
 */
export const keyOfId = (id: string | undefined, ring: KeyRing): string | undefined =>
  id === undefined ? keysOf(ring).at(-1) : keysOf(ring).find((key) => keyIdOf(key) === id);

/**
 * HMAC-SHA-256 as base64url text, with the newest key; every text begins with what it is for, so that no hash serves for
 * another.
 */
export const keyedHash = (text: string, ring: KeyRing): string =>
  createHmac('sha256', currentKey(ring)).update(text).digest('base64url');

/** The {@link keyedHash} of a text with each key, that of the newest first. */
export const keyedHashes = (text: string, ring: KeyRing): string[] =>
  keysOf(ring).map((key) => keyedHash(text, key));

/** Whether a hash is the {@link keyedHash} of a text with any of the keys. Takes as long whichever it is. */
export function isKeyedHash(hash: string, text: string, ring: KeyRing): boolean {
  return keyedHashes(text, ring).filter((one) => sameSecret(hash, one)).length > 0;
}
