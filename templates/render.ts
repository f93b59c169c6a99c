import Handlebars from 'handlebars';
import type { EmailTemplate } from '../workflows/contract';
import { brandLook, webAddress, type BrandLook } from './brand';
import { leaksToken } from './check-output';
import { checkTemplate, type EmailOverride, type TemplateProblem } from './check-template';
import { asAddress, asPlainText, compile, oneLine } from './compile';
import { DIGEST_LISTS, NO_DIGEST } from './digest';
import type { EmailData } from './email-data';
import { emailSource, type EmailSource } from './email-sources';
import { formatDeadline, shippedLocale } from './locales';
import { markedLines, markedName, NAMES, placeMarks, withoutMarks } from './marks';
import { withoutAddresses } from './names';

/** A finished e-mail; subject and preheader are one line each, and the preheader stands in the HTML, unseen. */
export interface RenderedEmail {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** Longest subject and preheader in characters; mail clients show far fewer. */
const MAX_LINE_LENGTH = 200;

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
  hasUser: undefined,
  needsHigherRank: undefined,
  applied: undefined,
  isInvited: undefined,
  isPending: undefined,
  isPartner: undefined,
  keyName: undefined,
  keyPrefix: undefined,
  notificationsLink: undefined,
  ...NO_DIGEST,
};

type Values = Readonly<Record<string, unknown>>;

/**
 * Renders an e-mail in the language that fits the BCP 47 tag best, falling back to English. Every value
 * appears as text, whatever it holds. A part of the override that {@link checkTemplate} refuses is passed
 * over for the shipped text, so that a bad template never holds up an invitation; so is all of it when what
 * came out shows a token where it must not. `onRefused` is told of either.
 */
export function renderEmail<T extends EmailTemplate>(
  template: T,
  locale: string,
  data: EmailData[T],
  override: EmailOverride = {},
  onRefused: (problems: readonly TemplateProblem[]) => void = () => undefined,
): RenderedEmail {
  const shipped = emailSource(template, shippedLocale(locale));
  const values = templateValues(data, locale);
  const problems = checkTemplate(override);
  if (problems.length > 0) onRefused(problems);
  const own = usableParts(override, problems);
  if (Object.keys(own).length > 0) {
    const rendered = filledIn({ ...shipped, ...own }, values, own.html === undefined);
    const links = LINKS.flatMap((name) => (typeof values[name] === 'string' ? [values[name]] : []));
    if (!leaksToken(rendered, links)) return rendered;
    onRefused([{ field: 'html', detail: 'shows a link to others' }]);
  }
  return filledIn(shipped, values, true);
}

const LINKS = ['link', 'declineLink', 'unsubscribeLink', 'notificationsLink'] as const;

/** `isolates`: names stand in a `<bdi>` each; a program's own HTML says itself where it has one. */
function filledIn(source: EmailSource, values: Values, isolates: boolean): RenderedEmail {
  const plain = plainValues(values);
  const lineOf = (text: string) => oneLine(compile(text)(plain), MAX_LINE_LENGTH);
  const preheader = lineOf(source.preheader);
  const html = placeMarks(compile(source.html)(markupValues(values, isolates)));
  return {
    subject: lineOf(source.subject),
    preheader,
    html: preheader === '' ? html : withPreheader(html, preheader),
    text: compile(source.text)(plain),
  };
}

/** First in the body, where inboxes look for it and readers do not see it; whatever somebody saved as HTML. */
function withPreheader(html: string, preheader: string): string {
  const body = html.search(/<body/i);
  const end = body < 0 ? 0 : html.indexOf('>', body) + 1;
  const text = Handlebars.escapeExpression(preheader);
  return `${html.slice(0, end)}\n<div dir="auto" style="${UNSEEN}">${text}</div>${html.slice(end)}`;
}

const UNSEEN =
  'display: none; max-height: 0; max-width: 0; overflow: hidden; opacity: 0; font-size: 1px; line-height: 1px; mso-hide: all;';

function usableParts(override: EmailOverride, problems: readonly TemplateProblem[]): Partial<EmailSource> {
  const parts = Object.entries(override).filter(
    (part): part is [keyof EmailSource, string] =>
      part[1] !== undefined && problems.every(({ field }) => field !== part[0]),
  );
  return Object.fromEntries(parts);
}

/** Every variable is present, so that strict rendering refuses only names that do not exist. */
function templateValues(data: EmailData[EmailTemplate], locale: string): Values {
  const given: Values = { ...NO_DATA, ...data };
  const { senderName, ...look } = brandLook(data.brand);
  const names = NAMES.map((name): [string, unknown] => [name, nameValue(given[name])]);
  return {
    ...given,
    ...Object.fromEntries(names),
    expiresOn:
      typeof given['expiresOn'] === 'string' ? formatDeadline(given['expiresOn'], locale) : undefined,
    link: linkValue(given['link']),
    declineLink: linkValue(given['declineLink']),
    unsubscribeLink: linkValue(given['unsubscribeLink']),
    notificationsLink: linkValue(given['notificationsLink']),
    brand: { ...look, senderName: nameValue(senderName) },
  };
}

function nameValue(value: unknown): unknown {
  return typeof value === 'string' ? withoutAddresses(value) : value;
}

/** Links are built by us, so one with other characters than ours is none. */
function linkValue(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\/[\w.:[\]/?&=%~+-]+$/.test(value)) return undefined;
  return webAddress(value);
}

function markupValues(values: Values, isolates: boolean): Values {
  const { brand, ...others } = values as Values & { readonly brand: BrandLook };
  const links = LINKS.map((name): [string, unknown] => [name, addressValue(others[name])]);
  const ofName = isolates ? markedName : withoutMarks;
  const names = NAMES.map((name): [string, unknown] => [name, marked(others[name], ofName)]);
  const texts = TEXTS.map((name): [string, unknown] => [name, marked(others[name], markedLines)]);
  const { logoUrl, senderName } = brand;
  return {
    ...others,
    ...Object.fromEntries([...links, ...names, ...texts]),
    brand: { ...brand, logoUrl: addressValue(logoUrl), senderName: marked(senderName, ofName) },
  };
}

/** What people wrote in lines, and names in lines. */
const TEXTS = ['message', 'reason', ...DIGEST_LISTS];

function marked(value: unknown, mark: (text: string) => string): unknown {
  return typeof value === 'string' ? mark(value) : value;
}

function addressValue(value: unknown): unknown {
  return typeof value === 'string' ? asAddress(value) : undefined;
}

function plainValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, asPlainText(value)];
      return [name, name === 'brand' ? plainValues(value as Values) : value];
    }),
  );
}
