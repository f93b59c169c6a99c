import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

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

/** Requests that were signed longer ago, or so far in the future, are taken for replays. */
const TOLERANCE_MS = 5 * 60 * 1000;

/** Whether the headers hold a signature of a moment ago at all; says nothing yet about who made it. */
export function isFreshlySigned(headers: IncomingHttpHeaders, nowMs = Date.now()): boolean {
  const [id, timestamp, signature] = signatureIn(headers);
  if (id === '' || signature === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1000 - nowMs) <= TOLERANCE_MS;
}

/** Whether somebody who has one of the secrets signed these very bytes a moment ago. */
export function isSignedByOneOf(
  secrets: readonly string[],
  headers: IncomingHttpHeaders,
  body: Buffer,
  nowMs = Date.now(),
): boolean {
  if (!isFreshlySigned(headers, nowMs)) return false;
  const [id, timestamp, signatures] = signatureIn(headers);
  const given = signatures
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice('v1,'.length), 'base64'));
  return secrets.some((secret) => {
    const expected = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
}

function signatureIn(headers: IncomingHttpHeaders): [id: string, timestamp: string, signature: string] {
  const text = (name: keyof SignatureHeaders) => headers[name]?.toString() ?? '';
  return [text('webhook-id'), text('webhook-timestamp'), text('webhook-signature')];
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

function sign(head: string, body: string | Uint8Array, secret: string): string {
  return createHmac('sha256', keyOf(secret)).update(head).update(body).digest('base64');
}
