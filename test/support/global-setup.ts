import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker';
import { startMongodbEngine, temporalCliPath, timeSkippingServerPath } from '../../engines';

const root = path.resolve(__dirname, '../..');

/**
 * Prepares once per jest run what the tests share and tells them by the environment: the server binaries,
 * one throwaway MongoDB (or the one of `MONGODB_URI`) and the workflow bundle.
 *
 * Nothing is torn down here: the database is supervised and ends with this process.
 */
export default async function globalSetup(): Promise<void> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const config = { dataDir: root, mongodbUri: process.env['MONGODB_URI'] };
  const [cli, testServer, mongodb, bundle] = await Promise.all([
    temporalCliPath(log),
    timeSkippingServerPath(log),
    startMongodbEngine(config, { log, memory: true }),
    workflowBundle(log),
  ]);
  process.env['USHER_TEST_TEMPORAL_CLI'] = cli;
  process.env['USHER_TEST_TIME_SKIPPING_SERVER'] = testServer;
  process.env['USHER_TEST_MONGODB_URI'] = mongodb.uri;
  process.env['USHER_TEST_WORKFLOW_BUNDLE'] = bundle;
  // Far from UTC, so that whoever forgets to say which zone they mean is found out.
  process.env['TZ'] = 'Pacific/Kiritimati';
}

/** The bundle of all workflows, made again only when a file of theirs changed. */
async function workflowBundle(log: (line: string) => void): Promise<string> {
  const folder = path.join(root, 'node_modules', '.cache', 'usher');
  const file = path.join(folder, `test-workflows-${sourceHash()}.js`);
  if (existsSync(file)) return file;
  log('Bundling the workflows ...');
  const code = await bundledWorkflows(log);
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, code);
  renameSync(temporary, file);
  return file;
}

interface More {
  readonly interceptors?: readonly string[];
  readonly webpackConfigHook?: BundleOptions['webpackConfigHook'];
}

/** The code of all workflows; a coverage run has it count as well (scripts/coverage). */
export async function bundledWorkflows(
  log: (line: string) => void,
  { interceptors = [], webpackConfigHook = (config) => config }: More = {},
): Promise<string> {
  const quiet = () => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', 'index.ts'),
    workflowInterceptorModules: [path.join(root, 'workflows', 'trace-interceptors.ts'), ...interceptors],
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: log, error: log },
    webpackConfigHook,
  });
  return code;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  const folder = path.join(root, 'workflows');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  for (const name of names.sort()) hash.update(`${name}\0`).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
