import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { findBrowser, startBrowser } from '../../scripts/screenshots/browser';

/**
 * `describe` for tests that need a browser. Without one they are skipped with a printed reason; in CI a
 * missing browser is a failure.
 */
export const describeInBrowser: (name: string, tests: () => void) => void = (name, tests) => {
  if (findBrowser() !== undefined) {
    describe(name, tests);
  } else if (process.env['CI']) {
    describe(name, () => it('needs a Chromium', () => expect(findBrowser()).toBeDefined()));
  } else {
    process.stderr.write(`Skipped "${name}": no Chromium found; set CHROMIUM_PATH.\n`);
    describe.skip(name, tests);
  }
};

export { startBrowser as launchBrowser };

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const NARROW: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

/** What is wrong with the page for people who use a screen reader, a keyboard or big letters. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  );
  return found as string[];
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  const text: unknown = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return Number(text);
}

/** Keeps a picture in `.screenshots` when `SCREENSHOTS=1`, for looking at with one's own eyes. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  const file = path.join(__dirname, '..', '..', '.screenshots', `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
}
