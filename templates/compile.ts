import Handlebars from 'handlebars';
import { memoize } from './memoize';

/** One compiled template; it renders only own, plain properties and never reaches a prototype. */
export type Render = (data: object) => string;

/** Enough for every shipped template and locale and the overrides of a busy instance. */
const MAX_COMPILED = 1000;

const handlebars = Handlebars.create();

/**
 * Compiles a template for good: the result is cached by its text. Strict: a variable that is not in the
 * data is an error. Everything is HTML-escaped; only `if`, `unless`, `each` are known.
 */
export const compile: (source: string) => Render = memoize(MAX_COMPILED, (source) => {
  const template = handlebars.compile<object>(source, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: {
      with: false,
      log: false,
      lookup: false,
      helperMissing: false,
      blockHelperMissing: false,
    },
  });
  return (data) =>
    template(data, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
});

/**
 * Wraps a value so that a template for plain text shows it as it is: escaping belongs to HTML. Control
 * characters are taken out; line breaks and tabs stay. A `<` that the value itself does not close becomes `‹`: mail
 * clients take all up to a later `>` for one address, a link of ours included.
 */
export function asPlainText(value: string): Handlebars.SafeString | undefined {
  const clean = stripControls(value).replace(/<(?![^<>]*>)/g, '‹');
  return clean === '' ? undefined : new Handlebars.SafeString(clean);
}

/**
 * Wraps an address so that it stands in a quoted attribute with its `=` as it is: Handlebars writes `&#x3D;`,
 * and software that does not decode it loses the token.
 */
export function asAddress(url: string): Handlebars.SafeString {
  return new Handlebars.SafeString(url.replace(/[&"'<>`]/g, (character) => ADDRESS_ESCAPES[character] ?? ''));
}

const ADDRESS_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#x27;',
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#x60;',
};

/** One line without any control character or line separator, as mail headers need it. */
export function oneLine(text: string, maxLength: number): string {
  const line = stripControls(text).replace(/\s+/gu, ' ').trim();
  return Array.from(line).slice(0, maxLength).join('');
}

/** C0 and C1 controls but tab and newline, and the marks that turn the direction of text around. */
function stripControls(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
