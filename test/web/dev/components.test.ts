import type { Browser, Page } from 'playwright-core';
import { securityHeaders } from '../../../api/http/security-headers';
import { componentPages } from '../../../web/dev/components';
import { pageAssets } from '../../../web/kit/assets';
import { serve } from '../../support/web/small-server';
import {
  describeInBrowser,
  launchBrowser,
  NARROW,
  problemsEverywhere,
  WIDE,
} from '../../support/web/browser';

describeInBrowser('the page of all components', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    server = await serve(securityHeaders, pageAssets(), componentPages());
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ ...WIDE, locale: 'en' })).newPage();
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    await page.goto(`${server.url}/dev/components`);
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('can be used by everybody, on every screen, in light and dark', async () => {
    expect(await problemsEverywhere(page, 'components')).toEqual([]);
    for (const summary of await page.locator('main summary').all()) await summary.click();
    expect(await problemsEverywhere(page, 'components-open')).toEqual([]);
    expect(wrong).toEqual([]);
  });

  it('has its letters and its marks', async () => {
    await page.evaluate('document.fonts.ready');
    expect(await page.evaluate('document.fonts.check("14px Inter Variable")')).toBe(true);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toMatch(/\.svg$/);
    expect(await page.locator('main svg.icon path').count()).toBeGreaterThan(0);
  });

  it('has controls of 36 px on a desk, of 44 px with letters of 16 px on a phone', async () => {
    const sizes = async () =>
      page.evaluate(
        `(({ height, fontSize }) => [height, fontSize])(getComputedStyle(document.getElementById('f-text')))`,
      );
    expect(await sizes()).toEqual(['36px', '14px']);
    await page.setViewportSize(NARROW.viewport!);
    expect(await sizes()).toEqual(['44px', '16px']);
  });

  it('keeps the buttons of a long form in sight on a phone', async () => {
    await page.setViewportSize(NARROW.viewport!);
    await page.locator('#f-text').scrollIntoViewIfNeeded();
    const bottom = await page.getByRole('button', { name: 'Save' }).boundingBox();
    expect(bottom!.y + bottom!.height).toBeLessThanOrEqual(NARROW.viewport!.height);
  });

  it('shows a row in two lines on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const rows = await page.locator('tbody tr').all();
    const heights = await Promise.all(rows.map(async (row) => (await row.boundingBox())?.height ?? 0));
    expect(Math.max(...heights)).toBeLessThan(80);
  });

  it('prints what is said, without what is clicked', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.top', '.side', '.bulk', '.pager', '.form-buttons'])
      expect({ gone, shown: await page.locator(gone).first().isVisible() }).toEqual({ gone, shown: false });
    expect(await page.getByText('Alpenglas GmbH').isVisible()).toBe(true);
  });
});
