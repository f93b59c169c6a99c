import { randomBytes } from 'node:crypto';
import { isKeyedHash, keyedHash, type KeyRing, keysOf } from '../../domain/security/key-ring';
import { sameSecret } from '../../domain/security/secrets';
import { readCookie, setCookie, type WithHeaders } from './cookies';

const DEVICE_COOKIE = 'usher_device';
const LIFE_SECONDS = 180 * 24 * 3600;
const FORM = /^([\da-z]{1,10})\.([\w-]{22})\.([\w-]{22})\.([\w-]{43})$/;

/** A browser in which somebody has signed in before. */
export interface KnownDevice {
  readonly id: string;
  /** Whether it was this user who signed in. */
  isOf(emailKey: string): boolean;
}

interface Settings {
  readonly secret: KeyRing;
  readonly publicUrl: string;
}

/** A Set-Cookie line by which the browser is known again; it opens nothing and names nobody. */
export function deviceCookie(emailKey: string, { secret, publicUrl }: Settings, now = Date.now()): string {
  const expires = (Math.floor(now / 1000) + LIFE_SECONDS).toString(36);
  const content = `${expires}.${randomBytes(16).toString('base64url')}.${userTag(emailKey, secret)}`;
  return setCookie(
    DEVICE_COOKIE,
    `${content}.${keyedHash(signed(content), secret)}`,
    LIFE_SECONDS,
    publicUrl,
  );
}

/** The device that a request comes from, when somebody has signed in there; a stranger cannot make one up. */
export function knownDevice(
  request: WithHeaders,
  { secret }: Pick<Settings, 'secret'>,
  now = Date.now(),
): KnownDevice | undefined {
  const [, expires, id, tag, mac] = FORM.exec(readCookie(request, DEVICE_COOKIE) ?? '') ?? [];
  if (expires === undefined || id === undefined || tag === undefined || mac === undefined) return undefined;
  if (!isKeyedHash(mac, signed(`${expires}.${id}.${tag}`), secret)) return undefined;
  if (parseInt(expires, 36) * 1000 < now) return undefined;
  return { id, isOf: (emailKey) => keysOf(secret).some((key) => sameSecret(tag, userTag(emailKey, key))) };
}

const signed = (content: string) => `usher:device:v1:${content}`;

const userTag = (emailKey: string, secret: KeyRing) =>
  keyedHash(`usher:device-user:v1:${emailKey}`, secret).slice(0, 22);
