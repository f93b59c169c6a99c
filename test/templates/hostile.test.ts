import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { sample } from '../support/templates/samples';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><script>alert(1)</script>',
  "'><img src=x>",
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '` onmouseover=`alert(1)',
  '</p></td></table><h1>x</h1>',
  '</title><script>alert(1)</script>',
  '</style><style>*{display:none}</style>',
  '<!-- comment',
  '--><b>x</b>',
  '<![CDATA[<b>]]>',
  '<a href="https://evil.example">click</a>',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '&lt;b&gt;&#60;i&#62;',
  '{{constructor.constructor}}',
  '{{{message}}}',
  '{{#each this}}{{@key}}{{/each}}',
  '[[footer]] {{> layout}}',
  '\u0000<\u0000b>\u202e',
  'x\r\nBcc: victim@example.com',
  '<form action="https://evil.example"><input name=a></form>',
  '<base href="https://evil.example">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  'expression(alert(1)); background: url(https://evil.example)',
  '$& $1 $$ \\ %s',
];

const FIELDS = [
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'inviterName',
  'inviterAccountName',
  'message',
  'reason',
  'link',
  'declineLink',
  'unsubscribeLink',
] as const;

const BRAND_FIELDS = ['logoUrl', 'color', 'senderName', 'replyTo'] as const;

/** Names of all elements and their attributes, in order: what a hostile value must never change. */
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

/** Values of every href and src. */
function addresses(html: string): string[] {
  const found: string[] = [];
  const walk = (node: Tree.ChildNode | Tree.Document) => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) if (name === 'href' || name === 'src') found.push(value);
    }
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

describe.each(EMAIL_TEMPLATES)('a hostile value in the %s e-mail', (template) => {
  it('changes neither its markup nor where its links may lead', () => {
    // A language may name somebody in full where another one does not.
    const shapes = new Map(
      SHIPPED_LOCALES.map((locale) => [locale, shape(renderEmail(template, locale, sample).html)]),
    );
    for (const payload of PAYLOADS) {
      const everywhere = Object.fromEntries(FIELDS.map((field) => [field, payload]));
      for (const locale of SHIPPED_LOCALES) {
        const { html, subject } = renderEmail(template, locale, { ...sample, ...everywhere });
        expect({ payload, shape: shape(html) }).toEqual({ payload, shape: shapes.get(locale) });
        expect(addresses(html).filter((address) => !/^(https:\/\/|$)/.test(address))).toEqual([]);
        expect(subject).not.toMatch(/\p{Cc}|[\u2028\u2029\u202a-\u202e]/u);
      }
    }
  });

  it('does no harm in a brand', () => {
    const withLogo = shape(renderEmail(template, 'en', sample).html);
    const without = shape(renderEmail(template, 'en', { ...sample, brand: {} }).html);
    for (const payload of PAYLOADS) {
      for (const field of BRAND_FIELDS) {
        const { html } = renderEmail(template, 'en', {
          ...sample,
          brand: { ...sample.brand, [field]: payload },
        });
        expect([withLogo, without]).toContain(shape(html));
        expect(html).not.toMatch(/(background-color|[; ]color): (?!#[0-9a-f]{6};)/i);
      }
    }
  });
});

it('shows hostile text as it was typed, in plain text without HTML escapes', () => {
  const partnerName = `O'Brien & <Sons> "Ltd"`;
  const { html, text, subject } = renderEmail('invitation', 'en', { ...sample, partnerName });
  expect(text).toContain(partnerName);
  expect(subject).toContain(partnerName);
  expect(html).toContain('O&#x27;Brien &amp; &lt;Sons&gt; &quot;Ltd&quot;');
});

it('keeps a subject on one line and short', () => {
  const { subject } = renderEmail('invitation', 'en', {
    ...sample,
    partnerName: `a\r\nBcc: x\u2028${'y'.repeat(5000)}`,
  });
  expect(subject).toMatch(/^Acme invites a Bcc: x y+$/);
  expect(subject.length).toBeLessThanOrEqual(200);
});
