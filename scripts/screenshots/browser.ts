import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

// The headless shell first: without the windows of a whole browser a page costs a third of the CPU.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** A Chromium of this machine: `CHROMIUM_PATH`, playwright's own, or one in the PATH. */
export function findBrowser(): string | undefined {
  const inPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const candidates = [process.env['CHROMIUM_PATH'] ?? '', chromium.executablePath(), ...inPath];
  return candidates.find((file) => file !== '' && fs.existsSync(file));
}

/** Starts that Chromium, without a window. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chromium found');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
