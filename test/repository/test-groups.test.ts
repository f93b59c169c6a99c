import { execFileSync } from 'node:child_process';
import { read, ROOT, trackedFiles } from '../../scripts/structure/sources';

/** Each group that a run of everything consists of, by its name. */
function groups(): Record<string, string[]> {
  const script =
    "import { grouped, testFiles } from './scripts/test-groups.mjs';" +
    'console.log(JSON.stringify(Object.fromEntries(grouped(testFiles()))))';
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT });
  return JSON.parse(output.toString()) as Record<string, string[]>;
}

it('runs every test file once, and alone if it replaces a module for everybody', () => {
  const found = Object.values(groups());
  const tracked = trackedFiles().filter((file) => file.startsWith('test/') && file.endsWith('.test.ts'));
  expect(found.flat().sort()).toEqual(tracked.sort());
  const replacing = tracked.filter((file) => /^jest\.mock\(/m.test(read(file)));
  expect(found).toEqual(expect.arrayContaining(replacing.map((file) => [file])));
  expect(replacing.length).toBeGreaterThan(0);
});
