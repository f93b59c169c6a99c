import { createHmac } from 'node:crypto';

/** Headers of a signed request, by the Standard Webhooks specification. */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs `id.timestamp.body` with every secret (`whsec_` and base64), newest first, so that a receiver that
 * still has the old one is not cut off by a rotation.
 */
export function signatureHeaders(
  id: string,
  body: string | Uint8Array,
  secrets: readonly string[],
  now = new Date(),
): SignatureHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(`${id}.${timestamp}.`, body, secret)}`).join(' '),
  };
}

function sign(head: string, body: string | Uint8Array, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(head).update(body).digest('base64');
}
