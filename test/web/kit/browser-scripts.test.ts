import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { Problem } from '../../../api/http/problem';
import { securityHeaders } from '../../../api/http/security-headers';
import { componentPages } from '../../../web/dev/components';
import { pageAssets } from '../../../web/kit/assets';
import { FRAME } from '../../../web/dev/sample-frame';
import { sendScreen } from '../../../web/kit/respond';
import { formData } from '../../../web/kit/forms';
import { serve } from '../../support/web/small-server';
import { describeInBrowser, launchBrowser, WIDE } from '../../support/web/browser';

/** A page with a form that is sent, as those that edit something. */
function editor(): express.Router {
  const router = express.Router();
  const groups = [{ fields: [{ name: 'name', label: 'Name' }] }];
  const data = (problem?: Problem) => ({
    ...FRAME,
    ...formData(groups, { name: 'Ada' }, problem),
    ...{ title: 'Editor', key: 'key', button: 'Save', buttonClass: 'primary', action: '/edit' },
    ...{ backHref: '/dev/components', backLabel: 'Back' },
  });
  const refused = new Problem('validation-failed', { errors: [{ pointer: '/name', detail: 'No.' }] });
  router.get('/edit', (_request, response) => sendScreen(response, 'form', data()));
  router.post('/edit', (_request, response) => sendScreen(response, 'form', data(refused), 422));
  router.use((_request, response) => void response.type('html').send('<title>Elsewhere</title>'));
  return router;
}

describeInBrowser('the scripts of pages', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let page: Page;
  let url: string;
  let asked: string[];

  beforeAll(async () => {
    server = await serve(securityHeaders, pageAssets(), componentPages(), editor());
    url = server.url;
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ ...WIDE, locale: 'en' })).newPage();
    asked = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const name = () => page.getByLabel('Name');
  const sheet = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  it.each<[string, (page: Page) => Promise<void>]>([
    ['nothing was typed', () => Promise.resolve()],
    [
      'it was typed back',
      async () => {
        await name().fill('Bea');
        await name().fill('Ada');
      },
    ],
  ])('let go at once where %s', async (_what, act) => {
    await page.goto(`${url}/edit`);
    await act(page);
    await page.getByRole('link', { name: 'Back' }).click();
    await page.waitForURL('**/dev/components');
    expect(asked).toEqual([]);
  });

  it('ask before something typed is lost', async () => {
    await page.goto(`${url}/edit`);
    await name().fill('Bea');
    await page.getByRole('link', { name: 'Back' }).click();
    await page.waitForURL('**/dev/components');
    expect(asked).toEqual(['beforeunload']);
  });

  it('do not ask whoever saves or cancels', async () => {
    await page.goto(`${url}/edit`);
    await name().fill('Bea');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.waitForURL('**/dev/components');
    await page.goto(`${url}/edit`);
    await name().fill('Bea');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#f-name-error').waitFor();
    expect(asked).toEqual([]);
  });

  it('ask about what could not be saved, though nothing was typed since', async () => {
    await page.goto(`${url}/edit`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#f-name-error').waitFor();
    await page.getByRole('link', { name: 'Back' }).click();
    await page.waitForURL('**/dev/components');
    expect(asked).toEqual(['beforeunload']);
  });

  it('tell the shortcuts after ?, and follow them', async () => {
    await page.goto(`${url}/dev/components`);
    await page.keyboard.press('?');
    await sheet().waitFor();
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('id')).toBe('search');
    await page.keyboard.type('n?g i');
    expect(await page.getByLabel('Search').inputValue()).toBe('n?g i');
    await page.getByRole('button', { name: 'Resend' }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL('**/partner-explorer?tab=invited');
    await page.goto(`${url}/edit`);
    await page.keyboard.press('n');
    await page.waitForURL('**/invitations/new');
  });

  it('leave single keys alone once they are turned off', async () => {
    await page.goto(`${url}/edit`);
    await page.locator('summary', { hasText: 'Ada Admin' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByLabel('Turn shortcuts off').check();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await page.keyboard.press('?');
    expect(await sheet().isVisible()).toBe(false);
  });
});
