import { type KeyRing, keyedHash, keyedHashes } from './key-ring';

/**
 * What stands for an address where the address itself must not: an HMAC-SHA-256 (base64url) over its key, so
 * that nobody without the secret can try out addresses.
 */
export function addressMark(emailKey: string, secret: KeyRing): string {
  return keyedHash(textOf(emailKey), secret);
}

/** The {@link addressMark} with each key, that of the newest first. */
export const addressMarks = (emailKey: string, secret: KeyRing): string[] =>
  keyedHashes(textOf(emailKey), secret);

const textOf = (emailKey: string) => `usher:address:v1:${emailKey}`;
