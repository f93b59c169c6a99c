import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Place, Viewer } from './places';

const WIDTHS = [320, 768, 1440] as const;

/** As much of a long list as anybody looks at. */
const MOST_HEIGHT = 6_000;

/** What fits between the text of a document. */
const ILLUSTRATION = { width: 1_280, height: 860 };

/** Air around a part of a page. */
const MARGIN = 24;

/** How a picture of a document is cut out. */
export interface Cut {
  readonly width?: number;
  readonly height?: number;
  /** Only what this selector finds. */
  readonly part?: string;
}

/** Takes pictures of pages as each viewer sees them, on a phone, a tablet and a desk, light and dark. */
export class Album {
  count = 0;
  private readonly pages = new Map<Viewer, Page>();

  constructor(
    private readonly browser: Browser,
    readonly url: string,
    private readonly folders: { readonly pictures: string; readonly documents: string },
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

  /** Takes the picture that a document shows. */
  async illustrate(page: Page, name: string, { part, ...size }: Cut = {}): Promise<void> {
    await page.setViewportSize({ ...ILLUSTRATION, ...size });
    // The pointer leaves no button marked.
    await page.mouse.move(0, 0);
    const file = path.join(this.folders.documents, `${name}.png`);
    if (part === undefined) await page.screenshot({ path: file });
    else await page.screenshot({ path: file, fullPage: true, clip: await this.around(page, part) });
    this.count += 1;
  }

  private async around(page: Page, part: string) {
    const box = await page.locator(part).first().boundingBox();
    if (box === null) throw new Error(`no picture of ${part}: it does not show`);
    const scrolled = Number(await page.evaluate('scrollY'));
    const [x, y] = [Math.max(0, box.x - MARGIN), Math.max(0, box.y + scrolled - MARGIN)];
    return { x, y, width: box.width + 2 * MARGIN, height: box.height + 2 * MARGIN };
  }

  private async shoot(page: Page, name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 800 });
    // Frames below the window are not painted, so the window is as tall as the page.
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.setViewportSize({ width, height: Math.min(height, MOST_HEIGHT) });
    await page.screenshot({ path: path.join(this.folders.pictures, `${name}-${width}.png`), fullPage: true });
    this.count += 1;
  }
}
