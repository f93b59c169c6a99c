import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as base64url text. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 as hex; enough for secrets of 256 random bits, never for passwords. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
