import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { findBrowser, startBrowser } from '../../../scripts/screenshots/browser';
import { needing } from '../needing';

/** `describe` for tests that need a browser. */
export const describeInBrowser = needing('Chromium', findBrowser() !== undefined).describe;

export { startBrowser as launchBrowser };

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const NARROW: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that other colours can break. */
const RULES_OF_COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What is wrong with the page for people who use a screen reader, a keyboard or big letters. */
export async function accessibilityProblems(page: Page, runOnly: unknown = EVERY_RULE): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window')))
    await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const found: unknown = await page.evaluate(
    `axe.run(document, ${options})
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

/** Texts that are written from right to left and could turn what stands beside them. */
async function turning(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      // What lists of choices and boxes for typing show stands alone.
      const isApart = parentElement.closest('bdi, [dir=auto], option, textarea') !== null;
      if (/[\\u0590-\\u06ff]/.test(data) && !isApart) found.push(data.trim());
    }
    return found;
  })()`);
  return found as string[];
}

const WIDTHS = [320, 768, 1440] as const;

/** What is wrong with a page on any width, with letters twice as big, or in dark colours. */
export async function problemsEverywhere(page: Page, name: string): Promise<unknown[]> {
  const problems: unknown[] = [];
  const look = async (where: string) => {
    const over = await overflow(page);
    if (over > 0) problems.push({ name, where, over });
  };
  const listen = async (where: string, rules?: unknown) => {
    problems.push(...(await accessibilityProblems(page, rules)).map((problem) => ({ name, where, problem })));
  };
  problems.push(...(await turning(page)).map((turned) => ({ name, turned })));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await look(`${width} px`);
    await shoot(page, `${name}-${width}`);
    if (width !== 768) await listen(`${width} px`);
  }
  const usual = await lettersOf(page);
  await setLetters(page, 2 * usual);
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await look(`letters of 200 % on ${width} px`);
  }
  await setLetters(page, usual);
  await page.emulateMedia({ colorScheme: 'dark' });
  await listen('dark', RULES_OF_COLOURS);
  return problems;
}

/** The size of letters in pixels. */
async function lettersOf(page: Page): Promise<number> {
  return Number(await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)'));
}

/** As somebody has set it in the browser for every site. */
async function setLetters(page: Page, px: number): Promise<void> {
  await page.evaluate(`document.documentElement.style.fontSize = '${px}px'`);
}

/** Keeps a picture in `.screenshots` when `SCREENSHOTS=1`, for looking at with one's own eyes. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  const file = path.join(__dirname, '..', '..', '..', '.screenshots', `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
}
