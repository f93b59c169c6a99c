import { z } from 'zod';

/** Words that would make a page look like a part of Usher, or like the account's own sign-in. */
const NEVER_A_PART = [
  'usher',
  'admin',
  'administrator',
  'login',
  'signin',
  'password',
  'security',
  'official',
];

/** Further words that stand for something else as a whole address. */
const RESERVED = [
  ...NEVER_A_PART,
  ...[
    'about',
    'account',
    'accounts',
    'api',
    'application',
    'apply',
    'assets',
    'auth',
    'billing',
    'dev',
    'docs',
  ],
  ...['forgot-password', 'form', 'health', 'healthz', 'help', 'home', 'imprint', 'inbox', 'invitation'],
  ...['invitations', 'legal', 'logout', 'mail', 'memberships', 'metrics', 'new', 'null', 'oauth', 'openapi'],
  ...['partner-explorer', 'partners', 'postmaster', 'privacy', 'programs', 'public', 'readyz', 'root'],
  ...['session', 'set-password', 'settings', 'sign-in', 'sign-out', 'signout', 'signup', 'sign-up', 'sso'],
  ...['static', 'stats', 'status', 'support', 'system', 'terms', 'test', 'undefined', 'unsubscribe', 'users'],
  ...['webhooks', 'webmaster', 'workspaces', 'www'],
];

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  i: 'l',
  j: 'l',
};

/**
 * What people take a slug for: digits are the letters they look like, letters side by side the one they make, and
 * hyphens are nothing. Two slugs of equal looks are the same one for everybody who reads them.
 */
export function slugLooks(slug: string): string {
  return slug
    .replaceAll('-', '')
    .replace(/[\dij]/g, (character) => LOOKS_LIKE[character] ?? character)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd');
}

const reservedLooks = new Set(RESERVED.map(slugLooks));
const forbiddenParts = new Set(NEVER_A_PART.map(slugLooks));

/** Whether the slug is, or looks like, an address that nobody may have, or has a word of ours in it. */
export function isReservedSlug(slug: string): boolean {
  return reservedLooks.has(slugLooks(slug)) || runsOf(slug).some((run) => forbiddenParts.has(slugLooks(run)));
}

/** The parts between hyphens, alone and with those behind them: `log-in` is a word of `acme-log-in`. */
function runsOf(slug: string): string[] {
  const parts = slug.slice(0, MAX_SLUG).split('-');
  return parts.flatMap((_, from) =>
    parts.slice(from).map((_part, count) => parts.slice(from, from + count + 1).join('')),
  );
}

const MAX_SLUG = 40;
const FORM = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The part of a public address that names a program: `nordwind-partners`. */
export const applySlug = z
  .string()
  .max(100, 'Must have at most 40 characters.')
  .overwrite((text) => text.trim().normalize('NFKC').toLowerCase())
  .refine(
    (text) => text.length >= 3 && text.length <= MAX_SLUG && FORM.test(text),
    'Must be 3 to 40 letters a to z, digits and single hyphens, such as nordwind-partners.',
  )
  .refine(
    (text) => !isReservedSlug(text),
    'Is reserved, or looks like a reserved word. Please choose another one.',
  );
