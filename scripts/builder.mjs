import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import failedStart from './failed-start.cjs';
import { readOrEmpty, root, run, step, withLock, writeAtomically } from './support.mjs';

const lib = path.join(root, 'lib');
const stampFile = path.join(lib, '.build-stamp.json');
const require = createRequire(import.meta.url);

/** Folders whose files are not TypeScript but are needed beside the compiled code. */
const assetFolders = ['templates', 'web', 'engines/mongo'];

/** What the launchers share with the compiled code. */
const assetFiles = ['scripts/failed-start.cjs'];

const compiledFolders = JSON.parse(fs.readFileSync(path.join(root, 'tsconfig.build.json'), 'utf8')).include;

/** Every file below a folder, as paths from the root, in a fixed order. */
function filesBelow(folder) {
  const absolute = path.join(root, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** What is built and from which inputs, each with a hash of them. */
function parts() {
  const common = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  const sources = compiledFolders.flatMap(filesBelow);
  const typescript = sources.filter((file) => /\.(ts|json)$/.test(file));
  const assets = [...assetFolders.flatMap(filesBelow), ...assetFiles].filter((file) => !/\.tsx?$/.test(file));
  const workflows = sources.filter((file) => file.startsWith('workflows/'));
  return {
    compile: { hash: digest([...common, ...typescript]), typescript },
    assets: { hash: digest(assets), assets },
    bundle: { hash: digest([...common, ...workflows]), wanted: workflows.includes('workflows/index.ts') },
  };
}

/** Installs and builds what is missing or out of date. */
export async function prepare() {
  await failedStart.concerning('clone', root, async () => {
    await ensureInstalled();
    await build();
  });
}

/** Builds lib/ where it is out of date; a part whose inputs are unchanged is skipped. */
async function build() {
  const fresh = () => {
    const current = parts();
    const stamp = JSON.parse(readOrEmpty(stampFile) || '{}');
    return {
      current,
      stamp,
      stale: Object.keys(current).filter((name) => stamp[name] !== current[name].hash),
    };
  };
  if (fresh().stale.length === 0) return;
  await withLock(path.join(root, '.cache', 'build.lock'), async () => {
    const { current, stamp, stale } = fresh();
    const done = async (name) => {
      stamp[name] = current[name].hash;
      writeAtomically(stampFile, JSON.stringify(stamp, undefined, 2));
    };
    fs.mkdirSync(lib, { recursive: true });
    if (stale.includes('compile')) {
      await step('Compiling', () => compile(current.compile.typescript));
      await done('compile');
    }
    if (stale.includes('assets')) {
      copyAssets(current.assets.assets);
      await done('assets');
    }
    if (stale.includes('bundle') || !fs.existsSync(path.join(lib, 'workflow-bundle.js'))) {
      if (current.bundle.wanted) await step('Bundling the workflows', bundle);
      await done('bundle');
    }
  });
}

async function compile(sources) {
  removeOrphans(sources);
  try {
    await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
      isQuiet: true,
    });
  } catch (error) {
    // It may name files as written that are not; the next compilation writes all of them.
    fs.rmSync(path.join(lib, '.tsbuildinfo'), { force: true });
    throw error;
  }
}

/** Removes compiled files whose source is gone, which would otherwise go on being found. */
function removeOrphans(sources) {
  const known = new Set(sources.map((file) => file.replace(/\.ts$/, '')));
  for (const file of filesBelow('lib')) {
    const source = path.relative('lib', file).replace(/\.js(\.map)?$/, '');
    if (source !== 'workflow-bundle' && /\.js(\.map)?$/.test(file) && !known.has(source)) {
      if (!assetFolders.some((folder) => source.startsWith(`${folder}/`))) fs.rmSync(path.join(root, file));
    }
  }
}

function copyAssets(assets) {
  for (const file of assets) {
    const target = path.join(lib, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(path.join(root, file), target);
  }
}

async function bundle() {
  const { bundleWorkflowCode } = require('@temporalio/worker');
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(lib, 'workflows', 'index.js'),
    workflowInterceptorModules: [path.join(lib, 'workflows', 'trace-interceptors.js')],
    logger: quiet,
  });
  writeAtomically(path.join(lib, 'workflow-bundle.js'), code);
}
