import { checkTemplate } from '../../templates/check-template';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { sample } from '../support/templates/samples';

const unseen = (html: string) => /<div [^>]*mso-hide: all;">([^<]*)<\/div>/.exec(html)?.[1];

it.each(EMAIL_TEMPLATES)('%s says in each language what it is about before it greets', (template) => {
  for (const locale of SHIPPED_LOCALES) {
    const { subject, preheader, html } = renderEmail(template, locale, sample);
    expect(preheader.length).toBeGreaterThan(20);
    expect(preheader).not.toBe(subject);
    expect(html.indexOf('mso-hide')).toBeLessThan(html.indexOf('<table'));
    expect(html.indexOf('mso-hide')).toBeGreaterThan(html.indexOf('<body'));
  }
});

it('is what a program wrote, as text and in one line, whatever HTML it has saved', () => {
  const own = { preheader: '{{partnerName}} <b>&\t"now"', html: '<p>Only this</p>' };
  const { preheader, html } = renderEmail(
    'invitation',
    'en',
    { ...sample, partnerName: '<i>Acme\n& Co' },
    own,
  );
  expect(preheader).toBe('<i>Acme & Co <b>& "now"');
  expect(unseen(html)).toBe('&lt;i&gt;Acme &amp; Co &lt;b&gt;&amp; &quot;now&quot;');
  expect(html).toContain('<p>Only this</p>');
});

it('is left out where a program wants none', () => {
  const { preheader, html } = renderEmail('invitation', 'en', sample, { preheader: ' ' });
  expect([preheader, unseen(html)]).toEqual(['', undefined]);
});

it('holds no link, no second line and no unknown variable', () => {
  for (const preheader of ['{{link}}', 'a\nb', '{{nobody}}', '{{{partnerName}}}'])
    expect(checkTemplate({ preheader })).toMatchObject([{ field: 'preheader' }]);
});
