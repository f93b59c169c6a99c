import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { currentKey, keyIdOf, keyOfId, type KeyRing } from './key-ring';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text that has to be read again, such as a signing secret (AES-256-GCM), with the newest key, whose ID stands
 * before it. Only the same key and purpose open it, so that a copy of the database alone is worth nothing.
 */
export function seal(text: string, ring: KeyRing, purpose: string): string {
  const key = currentKey(ring);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key, purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${keyIdOf(key)}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
}

/** Whether a text was sealed with the newest key. */
export const isSealedAnew = (sealed: string, ring: KeyRing): boolean =>
  sealed.startsWith(`${keyIdOf(currentKey(ring))}.`);

/**
 * The inverse of {@link seal}.
 *
 * @throws when the text was sealed with a key that the ring does not have, or for another purpose
 */
export function unseal(sealed: string, ring: KeyRing, purpose: string): string {
  const [id, text] = sealed.includes('.') ? sealed.split('.') : [undefined, sealed];
  const key = keyOfId(id, ring);
  if (key === undefined) throw new TypeError('Sealed with a key that is not there.');
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key, purpose), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(opened).toString('utf8');
}

function keyOf(key: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `usher:${purpose}:v1`, 32));
}
