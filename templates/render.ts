import type { EmailTemplate } from '../workflows/contract';
import { brandLook, webAddress } from './brand';
import { checkTemplate } from './check-template';
import { asPlainText, compile, oneLine } from './compile';
import type { EmailData } from './email-data';
import { emailSource, type EmailSource } from './email-sources';
import { formatDay, shippedLocale } from './locales';

/** A program's own texts; a part that is left out stays the shipped one. */
export interface EmailOverride {
  readonly subject?: string | undefined;
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

/** A finished e-mail; the subject is one line. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Longest subject in characters; mail clients show far fewer. */
const MAX_SUBJECT_LENGTH = 200;

const NO_DATA = {
  partnerName: undefined,
  contactFirstName: undefined,
  contactLastName: undefined,
  inviterName: undefined,
  inviterAccountName: undefined,
  message: undefined,
  reason: undefined,
  expiresOn: undefined,
  link: undefined,
  declineLink: undefined,
  unsubscribeLink: undefined,
  needsPassword: undefined,
};

type Values = Readonly<Record<string, unknown>>;

/**
 * Renders an e-mail in the language that fits the BCP 47 tag best, falling back to English. Every value
 * appears as text, whatever it holds. A part of the override that {@link checkTemplate} refuses is passed
 * over for the shipped text, so that a bad template never holds up an invitation.
 */
export function renderEmail<T extends EmailTemplate>(
  template: T,
  locale: string,
  data: EmailData[T],
  override: EmailOverride = {},
): RenderedEmail {
  const source = { ...emailSource(template, shippedLocale(locale)), ...usableParts(override) };
  const values = templateValues(data, locale);
  const plain = plainValues(values);
  return {
    subject: oneLine(compile(source.subject)(plain), MAX_SUBJECT_LENGTH),
    html: compile(source.html)(values),
    text: compile(source.text)(plain),
  };
}

function usableParts(override: EmailOverride): Partial<EmailSource> {
  const parts = Object.entries(override).filter(
    (part): part is [keyof EmailSource, string] =>
      part[1] !== undefined && checkTemplate({ [part[0]]: part[1] as string }).length === 0,
  );
  return Object.fromEntries(parts);
}

/** Every variable is present, so that strict rendering refuses only names that do not exist. */
function templateValues(data: EmailData[EmailTemplate], locale: string): Values {
  const given: Values = { ...NO_DATA, ...data };
  return {
    ...given,
    expiresOn: typeof given['expiresOn'] === 'string' ? formatDay(given['expiresOn'], locale) : undefined,
    link: linkValue(given['link']),
    declineLink: linkValue(given['declineLink']),
    unsubscribeLink: linkValue(given['unsubscribeLink']),
    brand: brandLook(data.brand),
  };
}

function linkValue(value: unknown): string | undefined {
  return typeof value === 'string' ? webAddress(value) : undefined;
}

function plainValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, asPlainText(value)];
      return [name, name === 'brand' ? plainValues(value as Values) : value];
    }),
  );
}
