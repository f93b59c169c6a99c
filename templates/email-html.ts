import type { HtmlToken } from './html-tokens';

/** Elements of an own template: those that show text, and nothing that loads, asks or runs. */
export const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'html head body title meta style a abbr address b bdi big blockquote br caption center cite code col colgroup dd ' +
    'del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small span strike strong sub sup table ' +
    'tbody td tfoot th thead tr tt u ul section article header footer main figure figcaption'
  ).split(' '),
);

/** Attributes that hold neither address nor code, whatever they hold. */
export const PLAIN_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'align aria-hidden bgcolor border cellpadding cellspacing class color colspan dir face height hspace id lang ' +
    'nowrap rel role rowspan scope size span start summary target type valign value vspace width'
  ).split(' '),
);

/** What the standard calls an error and every reader takes the same way. */
export const HARMLESS_ERRORS: ReadonlySet<string> = new Set([
  'unknown-named-character-reference',
  'missing-semicolon-after-character-reference',
  'non-void-html-element-start-tag-with-trailing-solidus',
]);

const META_NAMES =
  /^(?:viewport|color-scheme|supported-color-schemes|format-detection|x-apple-disable-message-reformatting)$/i;
const META_CONTENTS = /^(?:text\/html;\s?charset=utf-8|ie=edge|[\w .,=-]{0,200})$/i;

/** What is wrong with the value of an attribute that may hold only certain ones; empty when nothing is. */
export function fixedValueProblem(element: string, name: string, value: string): string[] {
  const where = `<${element.slice(0, 40)} ${name.slice(0, 40)}>`;
  switch (`${element} ${name}`) {
    case 'a href':
      return isOwnLink(value)
        ? []
        : [`must lead ${where} to {{link}} or to an https address without variables`];
    case 'meta charset':
      return /^utf-8$/i.test(value) ? [] : [`must have utf-8 in ${where}`];
    case 'meta name':
      return META_NAMES.test(value) ? [] : [`must not hold this ${where}`];
    case 'meta http-equiv':
      return /^(?:content-type|x-ua-compatible)$/i.test(value) ? [] : [`must not hold this ${where}`];
    case 'meta content':
      return META_CONTENTS.test(value) ? [] : [`must not hold this ${where}`];
    case 'html xmlns':
      return value === 'http://www.w3.org/1999/xhtml' ? [] : [`must not hold this ${where}`];
    case 'a name':
      return [];
    default:
      return [`must not hold the attribute ${where}`];
  }
}

const MAX_LINK_CHARS = 2_000;

/** An absolute https address, written out: an author's own link, which is shown as it is. */
export function isOwnLink(href: string): boolean {
  return (
    href.length <= MAX_LINK_CHARS &&
    /^https:\/\/[^\s\p{Cc}\p{Cf}"<>\\^`{|}]+$/iu.test(href) &&
    URL.canParse(href) &&
    new URL(href).username === ''
  );
}

/** A comment that hides nothing from anybody: no markup, and none of the conditions that Outlook obeys. */
export function isPlainComment({ raw, text }: HtmlToken & { kind: 'comment' }): boolean {
  return raw === `<!--${text}-->` && /^[^<>[\]&]*$/.test(text) && !text.includes('--');
}
