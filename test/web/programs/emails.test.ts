import { ownSource } from '../../../templates/email-sources';
import { checkTemplate } from '../../../templates/check-template';
import { SHIPPED_LOCALES, shippedLocale } from '../../../templates/locales';
import { fixedWording } from '../../../domain/programs/fixed-wording';
import { EMAIL_TEMPLATES } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { formAt, formIn, type Browser } from '../../support/api/pages-samples';

const OWN = EMAIL_TEMPLATES.filter((template) => fixedWording(template) === undefined);

it.each(OWN)('the shipped text of %s can be saved as one’s own', (template) => {
  for (const locale of SHIPPED_LOCALES)
    expect({ locale, problems: checkTemplate(ownSource(template, shippedLocale(locale))) }).toEqual({
      locale,
      problems: [],
    });
});

describe('the page of an e-mail', () => {
  const api = new PagesApi();
  let browser: Browser;
  const PAGE = '/programs/default?tab=templates&template=reminder&locale=de';
  const ACTION = '/programs/default/templates?template=reminder&locale=de';
  const PREVIEW = '/programs/default/templates/preview?template=reminder&locale=de';
  const saved = async () =>
    (await api.stores.programs.find(api.people.admin.accountId, 'default'))?.templates['reminder'];
  const values = async () => (await formAt(browser, PAGE, ACTION)).values;

  beforeAll(async () => {
    await api.startPages(fakeTemporal());
    browser = await api.browser(api.people.admin);
  });
  afterAll(() => api.stop());

  it('begins with the shipped text, which is not kept as one’s own by saving it', async () => {
    const shown = await values();
    const { subject, html, text } = ownSource('reminder', 'de');
    expect(shown['subject']).toEqual([subject]);
    expect(shown['html']?.[0]?.trim()).toBe(html.trim());
    expect(shown['text']?.[0]?.trim()).toBe(text.trim());
    expect((await browser.send('POST', ACTION, { ...shown, look: 'desktop' })).status).toBe(303);
    expect(await saved()).toEqual({});
  });

  it('keeps what was changed alone, and goes back to the shipped text', async () => {
    const shown = await values();
    await browser.send('POST', ACTION, { ...shown, subject: 'Hallo {{partnerName}}' });
    expect(await saved()).toEqual({ de: { subject: 'Hallo {{partnerName}}' } });
    expect((await values())['subject']).toEqual(['Hallo {{partnerName}}']);
    expect((await browser.send('GET', PAGE)).text).toContain('Your own text');
    await browser.send('POST', ACTION, { ...(await values()), go: 'shipped' });
    expect(await saved()).toEqual({});
  });

  it('names every variable and says at the field what is wrong, with all that was typed', async () => {
    const { text } = await browser.send('GET', PAGE);
    for (const name of ['partnerName', 'expiresOn', 'unsubscribeLink'])
      expect(text).toContain(`<code data-insert="{{${name}}}">`);
    const wrong = { ...(await values()), subject: 'Hallo {{nobody}}', text: 'Kurz' };
    const refused = await browser.send('POST', ACTION, wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<a href="#f-subject">');
    expect(formIn(refused.text, ACTION).values).toMatchObject({
      subject: ['Hallo {{nobody}}'],
      text: ['Kurz'],
    });
  });

  it.each([
    [PREVIEW, { subject: 'Hallo {{nobody}}' }, 'subject: line 1: there is no variable'],
    ['/programs/default/brand/preview', { 'brand.color': 'reddish' }, 'brand/color'],
    ['/programs/nowhere/templates/preview', {}, 'There is nothing here'],
  ])(
    'says in the frame of %s why there is no preview, and puts no page into it',
    async (path, form, said) => {
      const { text, headers, status } = await browser.send('POST', path, form);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toContain(said);
      expect(text).not.toContain('<nav');
      expect(headers.get('content-security-policy')).toContain('sandbox');
    },
  );

  it.each([
    ['desktop', '<table'],
    ['text', '<pre'],
  ])('previews the e-mail as %s, with its subject and who it comes from', async (look, tag) => {
    const typed = { subject: 'Zu {{partnerName}}', html: '', text: '', look };
    const { status, text } = await browser.send('POST', PREVIEW, typed);
    expect(status).toBe(200);
    expect(text).toContain(tag);
    expect(text).toContain('<b>Zu Sample Partner Ltd</b>');
    expect(text).toContain('<bdi>Acme</bdi>');
  });

  it('takes colours as people write them, and warns of one that hardly shows', async () => {
    const { text } = await browser.send('POST', '/programs/default/brand/preview', { 'brand.color': '#ff0' });
    expect(text).toContain('background-color: #ffff00');
    expect(text).toContain('hardly stands out');
    await browser.send('POST', '/programs/default/brand', { 'brand.color': '#ff0' });
    const page = (await browser.send('GET', '/programs/default?tab=brand')).text;
    expect(page).toContain('hardly stands out');
    expect(page).toContain('also for the pages and e-mails of open invitations');
  });
});
