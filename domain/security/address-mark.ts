import { createHmac } from 'node:crypto';

/**
 * What stands for an address where the address itself must not: an HMAC-SHA-256 (base64url) over its key, so
 * that nobody without the secret can try out addresses.
 */
export function addressMark(emailKey: string, secret: string): string {
  return createHmac('sha256', secret).update(`usher:address:v1:${emailKey}`).digest('base64url');
}
