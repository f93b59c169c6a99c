import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../support.mjs';

/** The folders of the product, one row of the table each. */
export const FOLDERS = [
  'activities',
  'api',
  'cli',
  'client',
  'config',
  'domain',
  'engines',
  'models',
  'scripts',
  'telemetry',
  'templates',
  'web',
  'worker',
  'storage',
  'workflows',
];

/** What only developers run, and what browsers run. */
const NOT_COUNTED = [
  /^scripts\/(bench|complete-lock|coverage|mutants|record-histories|screenshots|test)\b/,
  /^scripts\/(docs\/.*|write-docs)\.ts$/,
  /^scripts\/histories\//,
  /^(api\/http\/reference|web\/kit)\/.*\.js$/,
];

/** Every file that is counted, as a path from the root. */
export function productFiles() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...FOLDERS];
  const listed = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
  return listed.filter(
    (file) =>
      /\.([mc]?js|ts)$/.test(file) &&
      !file.endsWith('.d.ts') &&
      !NOT_COUNTED.some((pattern) => pattern.test(file)) &&
      fs.existsSync(path.join(root, file)),
  );
}
