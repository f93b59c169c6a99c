import { read } from '../../scripts/structure/sources';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;
const wanted = { ...manifest.dependencies, ...manifest.devDependencies };

it('names every package by one exact version', () => {
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

it('locks what package.json names', () => {
  const locked = Object.keys(wanted).map((name) => [
    name,
    lockfile.packages[`node_modules/${name}`]?.version ?? 'none',
  ]);
  expect(Object.fromEntries(locked)).toEqual(wanted);
});

it('has every @temporalio package on one version', () => {
  const versions = Object.entries(lockfile.packages)
    .filter(([path]) => /(^|\/)node_modules\/@temporalio\/[^/]+$/.test(path))
    .map(([, { version }]) => version);
  expect(versions.length).toBeGreaterThan(6);
  expect([...new Set(versions)]).toEqual([wanted['@temporalio/client']]);
});

/** With two copies, saved histories cannot be read: each has its own classes. */
it('has one protobufjs, shared by Usher and Temporal', () => {
  expect(Object.keys(lockfile.packages).filter((path) => /@temporalio\/.*\/protobufjs$/.test(path))).toEqual(
    [],
  );
  expect(lockfile.packages['node_modules/protobufjs']?.version).toBe(wanted['protobufjs']);
  const fromHere = require.resolve('protobufjs');
  for (const name of ['@temporalio/common', '@temporalio/proto']) {
    expect(require.resolve('protobufjs', { paths: [require.resolve(name)] })).toBe(fromHere);
  }
});

it('names no registry in the lock file', () => {
  const located = Object.values(lockfile.packages).filter(({ resolved }) => resolved !== undefined);
  expect(located).toEqual([]);
});
