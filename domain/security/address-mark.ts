import { keyedHash } from './secrets';

/**
 * What stands for an address where the address itself must not: an HMAC-SHA-256 (base64url) over its key, so
 * that nobody without the secret can try out addresses.
 */
export function addressMark(emailKey: string, secret: string): string {
  return keyedHash(`usher:address:v1:${emailKey}`, secret);
}
