// The test files in groups that each share a process and what they load. To load the application takes two to three
// seconds of computing, which a file that runs alone pays for itself.
import fs from 'node:fs';
import path from 'node:path';
import { readOrEmpty, root } from './support.mjs';

/** Few enough that the last group does not keep the others waiting for long. */
const FILES_PER_GROUP = 6;
/** These start whole processes, which load everything for themselves. */
const STARTS_PROCESSES = /^test\/(e2e|engines)\//;
/** These have a module replaced, for everybody who loads it. */
const REPLACES_MODULES = /^jest\.mock\(/m;

/** Every test file, as a path from the root with slashes. */
export function testFiles() {
  return fs
    .readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join('test', name.split(path.sep).join('/')))
    .sort();
}

/** What jest has to run so that every test file is run: files that stand alone, and one for each group. */
export function testGroups() {
  const folder = path.join(root, '.cache', 'test-groups');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return [...grouped(testFiles())].map(([name, files]) => {
    if (files.length === 1) return files[0];
    const file = path.join(folder, `${name}.test.ts`);
    const text = `import { together } from '../../test/support/together';\n\ntogether(${JSON.stringify(files)});\n`;
    fs.writeFileSync(file, text);
    return file;
  });
}

/** Files of one floor take turns, so that neighbours, which are often alike, are in different groups. */
export function grouped(files) {
  const groups = new Map();
  const add = (group, file) => groups.set(group, [...(groups.get(group) ?? []), file]);
  const shared = files.filter((file) => !isAlone(file));
  for (const file of files.filter(isAlone)) add(file, file);
  const floorOf = (file) => file.split('/')[1];
  for (const floor of new Set(shared.map(floorOf))) {
    const members = shared.filter((file) => floorOf(file) === floor);
    const count = Math.ceil(members.length / FILES_PER_GROUP);
    for (const [index, file] of members.entries()) add(`${floor}-${1 + (index % count)}`, file);
  }
  return groups;
}

function isAlone(file) {
  return STARTS_PROCESSES.test(file) || REPLACES_MODULES.test(readOrEmpty(path.join(root, file)));
}
