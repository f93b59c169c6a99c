import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from '../../cli/program';
import { INSTANCE_KEY, type TestApi } from '../support/api/support';

/** Nobody's settings: no config file of the developer, no instance in the folder. */
export const NOTHING_SET = {
  XDG_CONFIG_HOME: mkdtempSync(path.join(os.tmpdir(), 'usher-cli-')),
  USHER_DATA_DIR: mkdtempSync(path.join(os.tmpdir(), 'usher-cli-')),
};

/** The environment of an administrator of the test API. */
export function environmentOf(api: TestApi): NodeJS.ProcessEnv {
  return {
    ...NOTHING_SET,
    USHER_URL: api.url,
    USHER_API_KEY: api.people.admin.key,
    USHER_INSTANCE_KEY: INSTANCE_KEY,
  };
}

/** Runs the command line; what it printed, or what it failed with. What it warned of goes into `warnings`. */
export async function runUsher(
  args: string[],
  env: NodeJS.ProcessEnv,
  warnings: string[] = [],
): Promise<string> {
  const lines: string[] = [];
  const keep = (kept: string[]) => (line: unknown) => void kept.push(typeof line === 'string' ? line : '');
  const log = jest.spyOn(console, 'log').mockImplementation(keep(lines));
  const warn = jest.spyOn(console, 'error').mockImplementation(keep(warnings));
  const silence = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    await runProgram(env, args);
  } catch (error) {
    throw Object.assign(error as Error, { printed: lines.join('\n') });
  } finally {
    for (const spy of [log, warn, silence]) spy.mockRestore();
  }
  return lines.join('\n');
}

/** What a run failed with. */
export function failureOf(run: Promise<string>): Promise<unknown> {
  return run.then(
    () => undefined,
    (error: unknown) => error,
  );
}
