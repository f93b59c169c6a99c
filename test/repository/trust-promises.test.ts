import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const promises = readFileSync(path.join(root, 'docs', 'trust.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, file] = /\]\(\.\.\/(test\/[\w./-]+\.test\.ts)\)/.exec(line) ?? [];
    const titles = [...line.matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? '');
    return file === undefined || !line.startsWith('|') ? [] : [{ file, titles }];
  });

it('finds the promises of docs/trust.md', () => {
  expect(promises.length).toBeGreaterThan(30);
});

it.each(promises)('docs/trust.md names tests that $file has', ({ file, titles }) => {
  const where = path.join(root, file);
  expect(existsSync(where)).toBe(true);
  const source = readFileSync(where, 'utf8');
  expect(titles).not.toEqual([]);
  expect(titles.filter((title) => !source.includes(title))).toEqual([]);
});
