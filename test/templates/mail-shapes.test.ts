import type { Browser, Page } from 'playwright-core';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES, type EmailTemplate } from '../../workflows/contract';
import { sample } from '../support/templates/samples';
import { describeInBrowser, launchBrowser } from '../support/web/browser';

/** A usual phone. */
const PHONE_PX = 390;

const URL_OF_150 = `https://contoso.sharepoint.example/sites/${'partners'.repeat(13)}`.padEnd(150, 'x');
const UNBROKEN = 'W'.repeat(2_000);
const NAME = 'N'.repeat(200);
const NAMES = {
  partnerName: NAME,
  contactFirstName: NAME,
  contactLastName: NAME,
  inviterName: NAME,
  inviterAccountName: NAME,
};

const CONTENTS: Readonly<Record<string, object>> = {
  'as usual': {},
  'a long address': { message: `See ${URL_OF_150} for more.`, reason: URL_OF_150 },
  'letters without a blank': { message: UNBROKEN, reason: UNBROKEN },
  'names without a blank': { ...NAMES, brand: { senderName: NAME } },
  'Arabic without a blank': { message: '\u0645'.repeat(2_000), reason: '\u0645'.repeat(2_000) },
};

describeInBrowser('every e-mail', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: PHONE_PX, height: 800 }, javaScriptEnabled: true });
    // Pictures of brands are nowhere to be had here.
    await page.route('**/*', (route) => route.abort());
  }, 60_000);
  afterAll(() => browser.close());

  const show = (template: EmailTemplate, changes: object, locale = 'en') =>
    page.setContent(renderEmail(template, locale, { ...sample, ...changes }).html);

  it.each(EMAIL_TEMPLATES)('%s is no wider than a phone, whatever it says', async (template) => {
    for (const locale of SHIPPED_LOCALES) {
      for (const [content, changes] of Object.entries(CONTENTS)) {
        await show(template, changes, locale);
        const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
        expect({ locale, content, width }).toEqual({ locale, content, width: PHONE_PX });
      }
    }
  });

  it.each(EMAIL_TEMPLATES)('%s keeps its button and lines where styles are few', async (template) => {
    await show(template, { message: 'one\ntwo\nthree', reason: 'one\ntwo\nthree' });
    // As Outlook for Windows does: no white-space, and padding on cells alone.
    await page.addStyleTag({
      content: '* { white-space: normal !important } :not(td) { padding: 0 !important }',
    });
    const button = page.locator('td:has(> a)');
    if (template !== 'application-rejected') {
      expect(await button.count()).toBe(1);
      const [cell, link] = [await button.boundingBox(), await button.locator('a').boundingBox()];
      expect(cell!.width - link!.width).toBeGreaterThanOrEqual(20);
      expect(cell!.height - link!.height).toBeGreaterThanOrEqual(10);
    }
    const quoted = await page.locator('[dir=auto]:visible').allInnerTexts();
    for (const text of quoted) expect(text).toBe('one\ntwo\nthree');
    const says = ['invitation', 'reminder', 'new-link', 'share-notification'].includes(template);
    const gives = [
      'declined-notice',
      'application-rejected',
      'application-returned',
      'returned-reminder',
    ].includes(template);
    expect(quoted).toHaveLength(says || gives ? 1 : 0);
  });
});
