import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import failedStart from './failed-start.cjs';
import { readOrEmpty, root, run, step, StepFailed, withLock, writeAtomically } from './support.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stamp = path.join(root, 'node_modules', '.usher-installed');
/** What npm itself writes at the end of an installation. */
const record = path.join(root, 'node_modules', '.package-lock.json');

/** Changes with what is locked and, however that came, with what is installed. */
function state() {
  return createHash('sha256')
    .update(readOrEmpty(lockFile))
    .update('\0')
    .update(readOrEmpty(record))
    .digest('hex');
}

/** Installs the packages when one is missing, for the first time or because npm was run here in another way. */
export async function ensureInstalled() {
  const isStamped = () => readOrEmpty(stamp) === state();
  if (isStamped()) return;
  await withLock(path.join(root, '.cache', 'install.lock'), async () => {
    if (isStamped()) return;
    const [missing, ...more] = missingPackages();
    if (missing !== undefined) {
      const why = readOrEmpty(record) === '' ? '' : `, as ${missing} and ${more.length} more are missing`;
      await step(`Installing packages (npm ci)${why}`, install);
      const [left] = missingPackages();
      if (left !== undefined) throw new StepFailed(`npm, which left out ${left},`, 0);
    }
    writeAtomically(stamp, state());
  });
}

/** The locked packages that are not there at their version; what only other platforms need may be missing. */
function missingPackages() {
  const installed = JSON.parse(readOrEmpty(record) || '{"packages":{}}').packages;
  const locked = JSON.parse(readOrEmpty(lockFile)).packages;
  return Object.entries(locked)
    .filter(
      ([name, { version, optional }]) =>
        name !== '' &&
        (installed[name] === undefined ? optional !== true : installed[name].version !== version),
    )
    .map(([name]) => name.replace(/^node_modules\//, ''));
}

const FLAGS = ['--include=dev', '--no-audit', '--no-fund'];

/**
 * `npm ci` refuses a lock file that lacks optional packages for other platforms, which a lock file written
 * against an incomplete registry does; `npm install` goes by the same versions and does not mind.
 */
async function install() {
  const away = await registryAway();
  try {
    // What npm has in its cache needs no registry.
    await npm(['ci', ...FLAGS, ...(away === undefined ? [] : ['--offline'])]);
  } catch (error) {
    if (away !== undefined && error.code !== 'ENOSPC' && !error.interrupted) throw away;
    if (error.code !== 'EUSAGE') throw error;
    console.log('npm ci refuses the lock file; trying npm install with the locked versions ...');
    await npm(['install', '--no-save', ...FLAGS]);
  }
}

const PING_WITHIN_MS = 8_000;

/** How a package registry does not answer, which npm itself needs minutes to find; undefined when it does. */
async function registryAway() {
  try {
    await npm(['ping', '--fetch-retries=0', `--fetch-timeout=${PING_WITHIN_MS}`], PING_WITHIN_MS);
    return undefined;
  } catch (error) {
    if (error.interrupted) throw error;
    return failedStart.isAway(error.code) ? error : undefined;
  }
}

/** Runs npm, whose errors tell their code and, for what they say about the network, the registry. */
async function npm(args, withinMs) {
  try {
    return await run('npm', args, { isQuiet: true, withinMs });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const { output } = error;
    error.code =
      /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? (error.isLate ? 'ETIMEDOUT' : undefined);
    if (failedStart.isAway(error.code)) {
      error.setting = 'registry';
      error.address = withoutPassword(/PING (\S+)|https?:\S+/.exec(output)?.[0] ?? '');
    }
    throw error;
  }
}

function withoutPassword(text) {
  const address = text.replace('PING ', '');
  if (!URL.canParse(address)) return 'of npm';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
