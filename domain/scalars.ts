import { z } from 'zod';
import { durationMs, EXPIRY_BOUNDS_MS, offsetMs } from '../workflows/contract';
import { COUNTRIES } from './countries';
import { wrongWithAddress } from './email-address';
import { refusal, violation } from './field-error';

/** The last two ranges turn the direction of what follows, so that a text reads as another one. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/**
 * A character that can be seen. Left out: blanks, format and control characters, marks that need a letter to
 * stand on, fillers and other letters that are drawn as nothing, private use, and what is not assigned.
 */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

const UNSEEN = refusal(violation('unseen'));

/** What no line of text holds, wherever it comes from; `undefined` for a text without any of it. */
export function wrongWithLine(text: string): string | undefined {
  if (CONTROL.test(text)) return 'Must not hold control characters.';
  return isWellFormed(text) ? undefined : 'Must be well-formed Unicode.';
}

/** One line of text without control characters, with at least one character that can be seen. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, 'Must not be empty.')
    .max(max, `Must have at most ${max} characters.`)
    .check(({ value, issues }) => {
      const message = wrongWithLine(value);
      if (message !== undefined) issues.push({ code: 'custom', input: value, message });
    })
    .refine((text) => text === '' || VISIBLE.test(text), UNSEEN);

/** Plain text of several lines; empty, or with at least one character that can be seen. */
export const paragraph = (max = 2_000) =>
  z
    .string()
    .trim()
    .max(max, `Must have at most ${max} characters.`)
    .refine((text) => !CONTROL_BUT_LINES.test(text), 'Must not hold control characters.')
    .refine(isWellFormed, 'Must be well-formed Unicode.')
    .refine((text) => text === '' || VISIBLE.test(text), UNSEEN);

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

/** A person's name; links in it would be clickable in the e-mail of somebody else. */
export const personName = line(100).refine((text) => !/:\/\/|www\./i.test(text), refusal(violation('link')));

const PHONE = /^\+[1-9]\d{6,14}$/;

/** E.164; blanks, dots, dashes and brackets are taken out. */
export const phone = z
  .string()
  .max(40, 'Must have at most 40 characters.')
  .overwrite((text) => text.replace(/[\s().-]/g, ''))
  .refine((text) => PHONE.test(text), refusal(violation('phone')))
  .meta({ pattern: PHONE.source });

/** Two letters; small ones are taken as capital ones. */
export const country = z
  .string()
  .overwrite((code) => (code.length === 2 ? code.toUpperCase() : code))
  .refine((code) => COUNTRIES.has(code), 'Must be a country code of two capital letters (ISO 3166-1).');

/** Offsets of reminders: `P3D` after sending, `-P1D` before expiry. */
export const reminders = z
  .array(
    z
      .string()
      .max(40)
      .refine(
        (text) => {
          const ms = offsetMs(text);
          return ms !== undefined && ms !== 0 && Math.abs(ms) <= EXPIRY_BOUNDS_MS.max;
        },
        refusal({ detail: 'Must be an ISO-8601 duration such as P3D or -P1D.', code: 'offset' }),
      ),
  )
  .max(10, 'At most 10 reminders.');

/** A key that people type: program, role, module or custom field. */
export const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'Must be 1 to 64 letters, digits, _ and -, a letter first.');

export const password = z
  .string()
  .min(10, 'Must have at least 10 characters.')
  .max(200, 'Must have at most 200 characters.');

/** A web address over http or https. */
export const webUrl = z
  .string()
  .max(2_000, 'Must have at most 2000 characters.')
  .refine(
    (text) => {
      // A host in letters beyond ASCII takes the square of its length.
      if (text.length > 2_000) return true;
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return (
        url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
      );
    },
    refusal(violation('url')),
  );

/** A plain `local@domain.tld` as typed; its normal form is made where it is stored. */
export const email = z
  .string()
  .trim()
  .check((context) => {
    const found = wrongWithAddress(context.value);
    if (found === undefined) return;
    context.issues.push({ code: 'custom', input: context.value, message: found.detail, params: found });
  })
  .meta({ format: 'email', maxLength: 254 });

/** A language tag; `de_DE`, as many systems write it, is `de-DE`. */
export const locale = z
  .string()
  .max(35, 'Must have at most 35 characters.')
  .overwrite((tag) => tag.replaceAll('_', '-'))
  .refine((tag) => {
    // zod goes on after a length that is wrong, and this would take seconds.
    if (tag.length > 35) return true;
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  }, 'Must be a language tag (BCP 47).');

/** ISO-8601 duration between the bounds, in milliseconds. */
export const duration = (bounds: { min: number; max: number } = EXPIRY_BOUNDS_MS) =>
  z
    .string()
    .max(40, 'Must have at most 40 characters.')
    .refine(
      (text) => {
        const ms = durationMs(text);
        return ms !== undefined && ms >= bounds.min && ms <= bounds.max;
      },
      refusal({
        detail: `Must be an ISO-8601 duration such as P14D, from ${durationText(bounds.min)} to ${durationText(bounds.max)}.`,
        code: 'duration',
        limit: durationText(bounds.max),
      }),
    )
    .meta({ example: 'P14D' });

const DAY_MS = 24 * 3_600_000;

/** In days where it is that many, else in seconds. */
const durationText = (ms: number) => (ms > 0 && ms % DAY_MS === 0 ? `P${ms / DAY_MS}D` : `PT${ms / 1_000}S`);
