import type { FieldError } from '../../domain/field-error';
import { isKeyedHash, keyedHash } from '../../domain/security/key-ring';
import type { ApiSettings } from '../deps';

/** Nobody reads the page and types an address faster than this. */
export const FORM_WAIT_MS = 2_000;

/** A page that was left open for longer is loaded anew. */
const FORM_LIFE_MS = 4 * 60 * 60 * 1000;

type Secret = Pick<ApiSettings, 'secret'>;

/** Says when the page of the slug was given out; only this instance can make one. */
export function challengeOf(slug: string, settings: Secret, now = Date.now()): string {
  const at = now.toString(36);
  return `${at}.${keyedHash(textOf(slug, at), settings.secret)}`;
}

/** What is wrong with a challenge that comes back; a program that posts at once, or keeps one, is no person. */
export function challengeErrors(
  challenge: string,
  slug: string,
  settings: Secret,
  now = Date.now(),
): FieldError[] {
  const [at = '', signature = '', ...rest] = challenge.split('.');
  const ageMs = now - parseInt(at, 36);
  const isOurs = rest.length === 0 && isKeyedHash(signature, textOf(slug, at), settings.secret);
  if (!isOurs || !(ageMs <= FORM_LIFE_MS))
    return [
      {
        pointer: '/challenge',
        detail: 'Is not one of this page, or too old. Load the page again.',
        code: 'old',
      },
    ];
  if (ageMs >= FORM_WAIT_MS) return [];
  return [
    {
      pointer: '/challenge',
      detail: 'That was very fast. Wait two seconds and send it again.',
      code: 'fast',
    },
  ];
}

const textOf = (slug: string, at: string) => `usher:apply-form:v1:${slug}:${at}`;
