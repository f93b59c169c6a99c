import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Place, Viewer } from './places';

const WIDTHS = [320, 768, 1440] as const;

/** As much of a long list as anybody looks at. */
const MOST_HEIGHT = 6_000;

/** Takes pictures of pages as each viewer sees them, on a phone, a tablet and a desk, light and dark. */
export class Album {
  count = 0;
  private readonly pages = new Map<Viewer, Page>();

  constructor(
    private readonly browser: Browser,
    readonly url: string,
    private readonly folder: string,
    private readonly only: string,
  ) {}

  /** The browser of a viewer. */
  async pageOf(viewer: Viewer): Promise<Page> {
    const known = this.pages.get(viewer);
    if (known !== undefined) return known;
    const page = await (await this.context()).newPage();
    this.pages.set(viewer, page);
    return page;
  }

  /** A browser of somebody new. */
  context(locale = 'en'): Promise<BrowserContext> {
    return this.browser.newContext({ locale });
  }

  async signIn(viewer: Viewer, email: string, password: string): Promise<void> {
    const page = await this.pageOf(viewer);
    await page.goto(`${this.url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.app').waitFor();
  }

  wants(name: string): boolean {
    return name.includes(this.only);
  }

  /** Opens a place and takes its pictures. */
  async keep({ name, path: address, viewer = 'admin' }: Place): Promise<void> {
    if (!this.wants(name)) return;
    const page = await this.pageOf(viewer);
    await page.goto(this.url + address);
    await this.take(page, name);
  }

  /** Takes pictures of a page as it stands. */
  async take(page: Page, name: string): Promise<void> {
    if (!this.wants(name)) return;
    for (const width of WIDTHS) await this.shoot(page, name, width);
    await page.emulateMedia({ colorScheme: 'dark' });
    await this.shoot(page, `${name}-dark`, 1440);
    await page.emulateMedia({ colorScheme: 'light' });
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    if (wide === true) console.log(`${name} scrolls sideways`);
  }

  private async shoot(page: Page, name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 800 });
    // Frames below the window are not painted, so the window is as tall as the page.
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.setViewportSize({ width, height: Math.min(height, MOST_HEIGHT) });
    await page.screenshot({ path: path.join(this.folder, `${name}-${width}.png`), fullPage: true });
    this.count += 1;
  }
}
