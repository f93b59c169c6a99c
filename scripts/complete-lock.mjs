// Adds to package-lock.json the optional packages of other platforms. A registry that does not carry them
// makes npm leave them out of the file, and `npm ci` then refuses it everywhere. Run it after changing a
// dependency on such a machine; where nothing is missing it changes nothing.
import fs from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));

for (const [where, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (!isLocked(where, name)) lock.packages[`node_modules/${name}`] = entryOf(name, version, parent);
  }
}
const sorted = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
lock.packages = Object.fromEntries(sorted);
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** Whether Node would find the package from there: in its own node_modules or in one further up. */
function isLocked(where, name) {
  const parts = where === '' ? [] : where.split('/node_modules/');
  return parts
    .map((_, index) => parts.slice(0, parts.length - index).join('/node_modules/'))
    .concat('')
    .some((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}` in lock.packages);
}

/** Native packages are named after what they run on: `core-linux-arm64-musl`. */
function entryOf(name, version, parent) {
  const [os, cpu, abi = ''] = name.replace(/^.*\/(core|resolver-binding)-/, '').split('-');
  const libc = /^(gnu|musl)$/.test(abi) ? { libc: [abi === 'musl' ? 'musl' : 'glibc'] } : {};
  const dev = parent.dev ? { dev: true } : {};
  return { version, cpu: [cpu], ...dev, ...libc, license: 'MIT', optional: true, os: [os] };
}
