import type { Response } from 'express';
import { checkCustomFields } from '../../../domain/programs/custom-fields';
import { loggedPath, scrub } from '../../../domain/security/loggable';
import { sendEmailPreview } from '../../../web/kit/frames';
import { wrongWithPattern } from '../../../domain/programs/patterns';
import { approvalRules } from '../../../domain/programs/approval-rule';
import * as scalars from '../../../api/http/schemas/scalars';
import { checkTemplate } from '../../../templates/check-template';
import { shippedLocale } from '../../../templates/locales';
import { renderEmail } from '../../../templates/render';
import { sample } from '../../support/templates/samples';

/** The largest JSON body, and the largest text of a template. */
const BODY = 64 * 1024;
const TEMPLATE = 100 * 1024;
/** The head of a request, with its path. */
const HEAD = 16 * 1024;

const fill = (part: string, size: number) => part.repeat(Math.ceil(size / part.length)).slice(0, size);

/** Letters that differ: what punycode takes longest for. */
const distinct = (size: number) =>
  Array.from({ length: size / 3 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join('');

/** Subtags that differ: what a check for twins takes longest for. */
const subtags = (size: number) =>
  `en-${Array.from({ length: size / 7 }, (_, index) => `a${10_000 + index}`).join('-')}`;

const preview = (html: string) => {
  const response: Partial<Response> = {};
  Object.assign(response, { set: () => response, type: () => response, send: () => response });
  sendEmailPreview(response as Response, { subject: '', preheader: '', html, text: '' });
};

const field = (pattern: string) =>
  ({ key: 'a', label: 'a', type: 'text', required: false, filledBy: 'invitee', pattern }) as const;
const answer = (pattern: string) => (text: string) =>
  checkCustomFields([field(pattern)], { a: text }, { mayFill: ['invitee'], mustFill: undefined });

/** A pattern of the largest size that may be saved. */
const LARGEST = '(?:a?b?c?d?){0,95}x';

type Case = readonly [string, (text: string) => unknown, string];

const CASES: readonly Case[] = [
  ...['<a ', '<a href="', "<a href='", '<a href=', '<', '<a x ', '&am', '<!--'].map((part): Case => [
    `an e-mail preview of ${part}`,
    preview,
    fill(part, TEMPLATE),
  ]),
  ...[
    '<',
    '= ',
    '<a ',
    '<a x=',
    '<a b c d',
    '&am',
    '<!--',
    "<p style='(",
    '<p style="@',
    '{{',
    ' on',
    '<title>',
  ].map((part): Case => [`a template of ${part}`, (html) => checkTemplate({ html }), fill(part, TEMPLATE)]),
  [
    'a template of line ends',
    (text) => renderEmail('invitation', 'en', sample, { text }),
    `${fill('\n', TEMPLATE - 20)}x{{message}}`,
  ],
  [
    'a template of blanks',
    (html) => renderEmail('invitation', 'en', sample, { html }),
    `${fill(' ', TEMPLATE - 20)}x{{~message}}`,
  ],
  [
    'a template with a long link',
    (text) => checkTemplate({ html: `<a href="https://${text}/">x</a>` }),
    distinct(TEMPLATE - 100),
  ],
  [
    'a name of letters',
    (name) => renderEmail('invitation', 'en', { ...sample, partnerName: name }),
    fill('.a', BODY),
  ],
  ['a path that is logged', scrub, fill('a', HEAD)],
  ['a path of escaped escapes', loggedPath, `/%${fill('25', HEAD)}`],
  ['a text that is logged', scrub, fill('a', BODY)],
  ['addresses that are logged', scrub, fill('mongodb://', BODY)],
  ['tokens that are logged', scrub, fill('v1.inv_ Bearer usher_', BODY)],
  ['what begins like a token', scrub, fill('v1.abcdefgh', BODY)],
  ['a pattern of brackets', wrongWithPattern, fill('[', BODY)],
  ['a pattern of classes', wrongWithPattern, fill('[[:a', BODY)],
  ['a web address', (text) => scalars.webUrl.safeParse(`https://${text}`), distinct(BODY)],
  ['a language', (tag) => scalars.locale.safeParse(tag), subtags(BODY)],
  ['a language of a page', shippedLocale, subtags(BODY)],
  ['an address', (text) => scalars.email.safeParse(`a@${text}.example`), distinct(BODY)],
  ['an address of dots', (text) => scalars.email.safeParse(`${text}@a.example`), fill('a.', BODY)],
  [
    'a mail domain of a rule',
    (text) => approvalRules.safeParse([{ id: 'a', when: { emailDomains: [text] }, then: 'review' }]),
    distinct(BODY),
  ],
  ['a duration', (text) => scalars.duration().safeParse(`P${text}`), fill('1', BODY)],
  ['a reminder', (text) => scalars.reminders.safeParse([`-P${text}`]), fill('1.', BODY)],
  ['a phone number', (text) => scalars.phone.safeParse(text), fill('+ (', BODY)],
  ['a line', (text) => scalars.line().safeParse(text), fill('\u200b ', BODY)],
  ['a name with links', (text) => scalars.personName.safeParse(text), fill('ww', BODY)],
  ['an answer to the largest pattern', answer(LARGEST), fill('abcd', 5_000)],
];

/** The least computing of a few rounds, in milliseconds of this process's own. */
function timeOf(run: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < 3 && least > 1; round += 1) {
    const started = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(started);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** Times that do not depend on what is checked: a text of this size cut into words, ten times over. */
function quiet(size: number): number {
  const text = fill('word ', size);
  return timeOf(() => Array.from({ length: 10 }, () => text.split(' ').map((word) => word.toUpperCase())));
}

/** Found: at most 9. The work that was quadratic here took 20 to 600 times the quiet one. */
const MOST = 18;

it.each(CASES)('takes %s about as fast as any text of its size', (_name, run, text) => {
  const ratio = timeOf(() => run(text)) / Math.max(1, quiet(text.length));
  expect(ratio).toBeLessThan(MOST);
});

it('has a pattern of the largest size to try', () => {
  expect(wrongWithPattern(LARGEST)).toBeUndefined();
  expect(wrongWithPattern(LARGEST.replace('95', '130'))).toBeDefined();
});

it('scrubs as much as it did', () => {
  expect(scrub('to nora@borealis.example, <a.b@c.d> x@y@z mongodb://u:p@host/db mongodb+srv://u:p@h')).toBe(
    'to [e-mail], <[e-mail]> [e-mail]@z mongodb:[e-mail] mongodb:[e-mail]',
  );
});

it('leaves the paths of packages in a stack as they are', () => {
  const line = 'at start (/srv/usher/node_modules/@temporalio/client/lib/helpers.js:10:5)';
  expect(scrub(`${line} for a/b@c.example`)).toBe(`${line} for [e-mail]`);
});

it.each(['inv', 'usr', 'off', 'new'])('scrubs tokens of %s, whole', (prefix) => {
  const token = `v1.${prefix}_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.${'A-b_9'.repeat(9).slice(0, 43)}`;
  expect(scrub(`at /set-password/${token} "${token}"`)).toBe('at /set-password/[token] "[token]"');
  expect(scrub(`/x/${token.replaceAll('.', '%2E')}`)).toBe('/x/[token]');
});
