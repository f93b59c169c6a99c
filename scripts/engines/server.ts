import { stat, rename } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOnLeash, tail, type Leash } from './leash';
import { untilGone, writeHolder } from './processes';
import { EngineError } from './types';

/** A server program to be started and waited for. */
export interface ServerPlan {
  readonly name: string;
  /** Folder of the log file and of the file that names the running process. */
  readonly folder: string;
  readonly program: string;
  /** Called for each attempt, so that each has free ports of its own. */
  args(): Promise<readonly string[]>;
  /** Resolves when the server answers, rejects while it does not; called again and again. */
  probe(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const PREDECESSOR_GONE_WITHIN_MS = 20_000;
const ATTEMPTS = 3;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts a server and waits until it answers; tries again with other ports when one was taken meanwhile.
 *
 * @throws {@link EngineError} with the end of the server's output when it does not come up.
 */
export async function startServer(plan: ServerPlan): Promise<Leash> {
  const logFile = path.join(plan.folder, `${plan.name}.log`);
  const pidFile = path.join(plan.folder, `${plan.name}.pid`);
  if (!(await untilGone(pidFile, PREDECESSOR_GONE_WITHIN_MS))) {
    throw new EngineError(`The ${plan.name} engine of an earlier start still runs (see ${pidFile}).`);
  }
  await rotate(logFile);
  for (let attempt = 1; ; attempt += 1) {
    const leash = startOnLeash(plan.program, await plan.args(), logFile);
    await writeHolder(pidFile, leash.pid);
    if (await answers(leash, plan)) return leash;
    await leash.stop();
    const output = await tail(logFile);
    if (attempt < ATTEMPTS && /address already in use/i.test(output)) continue;
    throw new EngineError(`The ${plan.name} engine did not come up; ${logFile} ends with:\n${output}`);
  }
}

async function answers(leash: Leash, plan: ServerPlan): Promise<boolean> {
  const end = Date.now() + READY_WITHIN_MS;
  while (leash.alive && Date.now() < end) {
    try {
      await plan.probe();
      return leash.alive;
    } catch (error) {
      if (error instanceof EngineError) {
        await leash.stop();
        throw error;
      }
      await sleep(50);
    }
  }
  return false;
}

async function rotate(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
}
