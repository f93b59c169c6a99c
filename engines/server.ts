import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { concerning } from '../scripts/failed-start.cjs';
import { EngineLog } from './engine-log';
import { startSupervised, type SupervisedProcess } from './supervised-process';
import { untilGone, writeHolder } from './processes';
import { EngineError, type Log } from './types';

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
  /** Whether what it holds is kept on disk. Only then is it started again when it ends by itself. */
  readonly durable: boolean;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** A server that is up, and started again if it ends by itself. */
export interface Server {
  /** Resolves when it is gone; safe to call twice. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const PREDECESSOR_GONE_WITHIN_MS = 20_000;
const ATTEMPTS = 3;
/** Pause before a server that ended is started again, doubled each time that it does not come up. */
const RESTART_AFTER_MS = { first: 500, longest: 10_000 };

/**
 * Starts a server and waits until it answers; tries again with other ports when one was taken meanwhile.
 *
 * @throws {@link EngineError} with the reason when it does not come up.
 */
export async function startServer(plan: ServerPlan): Promise<Server> {
  const pidFile = path.join(plan.folder, `${plan.name}.pid`);
  if (!(await untilGone(pidFile, PREDECESSOR_GONE_WITHIN_MS))) {
    throw new EngineError(`The ${plan.name} engine of an earlier start still runs (see ${pidFile}).`);
  }
  const inFolder = <T>(work: () => Promise<T> | T) => concerning('USHER_DATA_DIR', plan.folder, work);
  const log = await inFolder(() => EngineLog.open(plan));
  for (let attempt = 1; ; attempt += 1) {
    const args = await plan.args();
    const launch = (): SupervisedProcess => {
      log.mark();
      const server = startSupervised(plan.program, args, log.file);
      writeHolder(pidFile, server.pid);
      return server;
    };
    const server = await inFolder(launch);
    if (await answers(server, plan)) return plan.durable ? keepRunning(plan, server, launch, log) : server;
    await server.stop();
    if (attempt < ATTEMPTS && /address already in use/i.test(log.sinceMark())) continue;
    throw new EngineError(
      log.cause() ?? `The ${plan.name} engine did not come up: ${log.lastWord()} (see ${log.file}).`,
    );
  }
}

/** Starts a server that ends by itself again, at its old address, where its clients look for it. */
function keepRunning(
  plan: ServerPlan,
  first: SupervisedProcess,
  launch: () => SupervisedProcess,
  log: EngineLog,
): Server {
  let server = first;
  let stopped = false;
  const endedByItself = async (): Promise<boolean> => {
    await server.gone;
    return !stopped;
  };
  const revive = async (): Promise<void> => {
    let pause = RESTART_AFTER_MS.first;
    while (await endedByItself()) {
      const why = log.cause() ?? `See ${log.file}.`;
      plan.log(`The ${plan.name} engine ended by itself. ${why} Starting it again ...`);
      await server.stop();
      await sleep(pause, undefined, { ref: false });
      if (stopped) return;
      server = launch();
      const back = await answers(server, plan).catch(() => false);
      if (back) plan.log(`The ${plan.name} engine is back.`);
      pause = back ? RESTART_AFTER_MS.first : Math.min(2 * pause, RESTART_AFTER_MS.longest);
    }
  };
  void revive();
  return {
    stop() {
      stopped = true;
      return server.stop();
    },
  };
}

async function answers(server: SupervisedProcess, plan: ServerPlan): Promise<boolean> {
  const end = Date.now() + READY_WITHIN_MS;
  while (server.alive && Date.now() < end && plan.signal?.aborted !== true) {
    try {
      await plan.probe();
      return server.alive;
    } catch (error) {
      if (error instanceof EngineError) {
        await server.stop();
        throw error;
      }
      await sleep(50);
    }
  }
  return false;
}
