import { checkTemplate, MAX_TEMPLATE_BYTES } from '../../templates/check-template';
import { TEMPLATE_VARIABLES } from '../../templates/email-data';
import { emailSource } from '../../templates/email-sources';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { promised } from '../support/promised';
import { ownable, OWNED_BY_NOBODY, sample } from '../support/templates/samples';

describe('a template that a program saves', () => {
  const ownables = EMAIL_TEMPLATES.filter((name) => !OWNED_BY_NOBODY.includes(name));

  it.each(ownables)('may be the shipped %s in every language', (template) => {
    for (const locale of SHIPPED_LOCALES)
      expect(checkTemplate(ownable(emailSource(template, locale)))).toEqual([]);
  });

  it('may use every variable', () => {
    const text = TEMPLATE_VARIABLES.map((name) => `{{#if ${name}}} {{ ${name} }} {{else}}-{{/if}}`).join(
      '\n',
    );
    expect(checkTemplate({ text })).toEqual([]);
    expect(renderEmail('invitation', 'en', sample, { text }).text).toContain('Borealis Ltd');
  });

  it.each([
    '{{unknown}}',
    '{{{message}}}',
    '{{&message}}',
    '{{~{message}~}}',
    '{{constructor}}',
    '{{__proto__}}',
    '{{message.constructor}}',
    '{{brand.__proto__.polluted}}',
    '{{brand.[constructor]}}',
    '{{this}}',
    '{{.}}',
    '{{../message}}',
    '{{@root.message}}',
    '{{lookup this "constructor"}}',
    '{{#with brand}}{{color}}{{/with}}',
    '{{#each brand}}{{this}}{{/each}}',
    '{{#if (lookup brand "color")}}x{{/if}}',
    '{{#if message includeZero=true}}x{{/if}}',
    '{{#if unknown}}x{{/if}}',
    '{{#unless}}x{{/unless}}',
    '{{#message}}x{{/message}}',
    '{{^message}}x{{/message}}',
    '{{> layout}}',
    '{{> (message)}}',
    '{{#> layout}}x{{/layout}}',
    '{{#*inline "a"}}x{{/inline}}',
    '{{* decorator}}',
    '{{log message}}',
    '{{{{raw}}}}{{message}}{{{{/raw}}}}',
    '{{"message"}}',
    '{{1}}',
    '{{true}}',
    '{{message "x"}}',
    '{{#if message}}',
    '{{/if}}',
    '{{',
    '{{#if message}}'.repeat(20) + '{{/if}}'.repeat(20),
    'x'.repeat(MAX_TEMPLATE_BYTES + 1),
    'ä'.repeat(MAX_TEMPLATE_BYTES / 2 + 1),
  ])('is refused with %.60p', (source) => {
    for (const field of ['subject', 'html', 'text'] as const) {
      const problems = checkTemplate({ [field]: source });
      expect(problems).not.toEqual([]);
      expect(problems.every((problem) => problem.field === field)).toBe(true);
    }
  });

  it.each([
    '<script>x</script>',
    '<a onclick="x">',
    '<a href="javascript:x">',
    '<a href={{link}}>',
    '<a href="{{message}}">',
    '<img src="https://x.example/{{partnerName}}">',
    '<form action="x">',
    '<iframe src="x">',
  ])('is refused with the markup %p', (html) => {
    expect(checkTemplate({ html })).not.toEqual([]);
  });

  it('must have a subject of one line', () => {
    expect(checkTemplate({ subject: 'a\nb' })).toEqual([{ field: 'subject', detail: 'must be one line' }]);
  });

  it('is checked in a moment, however it is made', () => {
    const worst = ['<', '= ', '{{#if message}}', '{{^a}}', '{{message}}', ' on', "href='", '{{'].map((part) =>
      part.repeat(Math.floor(MAX_TEMPLATE_BYTES / part.length)),
    );
    const started = performance.now();
    for (const html of worst) checkTemplate({ html });
    expect(performance.now() - started).toBeLessThan(promised(10_000));
  });
});

describe('an override', () => {
  it('replaces only the parts it has', () => {
    const mail = renderEmail('invitation', 'en', sample, { subject: 'Hi {{contactFirstName}}' });
    expect(mail.subject).toBe('Hi Nora');
    expect(mail.text).toBe(renderEmail('invitation', 'en', sample).text);
  });

  it('that was saved before a check existed is passed over for the shipped text', () => {
    const shipped = renderEmail('invitation', 'en', sample);
    const broken = { subject: '{{unknown}}', html: '{{{message}}}', text: '{{#if' };
    expect(renderEmail('invitation', 'en', sample, broken)).toEqual(shipped);
  });

  it('shows nothing for a variable that its e-mail does not have', () => {
    const { brand, inviterAccountName, link } = sample;
    const data = { brand, inviterAccountName, link };
    expect(renderEmail('set-password', 'en', data, { text: 'a{{message}}\n{{declineLink}}\nb' }).text).toBe(
      'a\n\nb',
    );
  });
});
