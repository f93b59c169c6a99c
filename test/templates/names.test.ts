import fc from '../support/properties';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { sample } from '../support/templates/samples';

const NAMES = ['partnerName', 'contactFirstName', 'contactLastName', 'inviterName', 'inviterAccountName'];

/** What mail clients make a link of in plain text: an address with a scheme, a bare domain, an e-mail address. */
const CLICKABLE =
  /[a-z]+:\/\/\S|[\p{L}\p{N}-]+[.\u3002\uff0e\uff61](?:com|example|de|[\p{L}]{2,})\b|\S@[\p{L}\p{N}]+\./giu;

const strangers = (text: string) =>
  (text.match(CLICKABLE) ?? []).filter((found) => !/usher|acme|https:\/\//.test(found));

it.each([
  'evil.com',
  'http://evil.com',
  'https://evil.example/x',
  'evil.example/x?y=1',
  'www.evil.example',
  'me@evil.example',
  'Click evil\u3002example now',
  'evil\uff0eexample',
  'EVIL.COM.',
])('makes nothing clickable of the name %p', (name) => {
  const everywhere = Object.fromEntries(NAMES.map((field) => [field, name]));
  for (const template of EMAIL_TEMPLATES) {
    for (const locale of SHIPPED_LOCALES) {
      const { subject, html, text } = renderEmail(template, locale, { ...sample, ...everywhere });
      for (const part of [subject, html, text]) {
        expect(part).not.toContain(name.replace(/^EVIL\.COM\.$/, 'EVIL.COM'));
        expect(strangers(part).filter((found) => /evil/i.test(found))).toEqual([]);
      }
    }
  }
});

it.each(['Dr. Oetker', 'Borealis Ltd.', 'J. R. R. Tolkien', 'A: B', '10 % @ home'])(
  'shows the name %p as it was typed',
  (partnerName) => {
    expect(renderEmail('invitation', 'en', { ...sample, partnerName }).subject).toContain(partnerName);
  },
);

it('reads the same with the break taken out', () => {
  const { subject } = renderEmail('invitation', 'en', { ...sample, partnerName: 'Booking.com' });
  expect(subject.replaceAll('\u200b', '')).toBe('Acme invites Booking.com to work together');
});

/** Names of all elements and their attributes, in order. */
function shape(html: string): string {
  const names: string[] = [];
  const walk = (node: Tree.ChildNode | Tree.Document) => {
    // A text has as many lines as it has.
    if ('tagName' in node && node.tagName !== 'br')
      names.push(`${node.tagName}(${node.attrs.map(({ name }) => name).join()})`);
    if (node.nodeName === '#comment') names.push('#comment');
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return names.join(' ');
}

it('makes no element, attribute or line of any value', () => {
  const any = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '`',
          '=',
          '&',
          '{{',
          '}}',
          '\r',
          '\n',
          '\u2028',
          'a',
          '/',
          '--',
          ']]',
        ),
        {
          minLength: 1,
        },
      )
      .map((parts) => `x${parts.join('')}`),
  );
  const values = fc.record(Object.fromEntries([...NAMES, 'message', 'reason'].map((name) => [name, any])));
  const shapes = new Map(
    EMAIL_TEMPLATES.map((template) => [template, shape(renderEmail(template, 'en', sample).html)]),
  );
  fc.assert(
    fc.property(values, fc.constantFrom(...EMAIL_TEMPLATES), (typed, template) => {
      const { subject, html, text } = renderEmail(template, 'en', { ...sample, ...typed });
      expect(shape(html)).toBe(shapes.get(template));
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(text).not.toMatch(/[^\P{Cc}\t\n]|[\u2028\u2029]/u);
    }),
    { numRuns: 300 },
  );
});
