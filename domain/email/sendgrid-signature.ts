import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** Requests that were signed longer ago, or so far in the future, are taken for replays. */
const TOLERANCE_MS = 10 * 60 * 1000;

/** What SendGrid sends beside the body. */
export interface SignatureHeaders {
  readonly signature: string | undefined;
  /** Seconds of the epoch, as text. */
  readonly timestamp: string | undefined;
}

/**
 * Whether SendGrid signed these very bytes a moment ago: ECDSA on P-256 with SHA-256 over timestamp and body. The
 * key is base64 of its DER form, as SendGrid shows it, or PEM. Without a usable key nothing is genuine.
 */
export function isSignedBySendGrid(
  publicKey: string | undefined,
  { signature, timestamp }: SignatureHeaders,
  body: Buffer,
  nowMs = Date.now(),
): boolean {
  const key = publicKey === undefined ? undefined : readKey(publicKey);
  if (key === undefined || signature === undefined || timestamp === undefined) return false;
  if (!isRecentlySigned({ signature, timestamp }, nowMs)) return false;
  try {
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** Whether there is a signature of a moment ago at all; says nothing yet about who made it. */
export function isRecentlySigned({ signature, timestamp }: SignatureHeaders, nowMs = Date.now()): boolean {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1000 - nowMs) <= TOLERANCE_MS;
}

/** A P-256 public key; `undefined` for anything else. */
function readKey(text: string): KeyObject | undefined {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text.replaceAll('\\n', '\n'))
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}
