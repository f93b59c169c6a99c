import { misspeltIn } from '../config/misspelt';
import { sentenceOf } from './failed-start.cjs';

/** Longest time one part may take to stop; the next is stopped then all the same. */
const STOP_WITHIN_MS = 30_000;

/** What was started in this process, stopped in the opposite order. */
export class Lifecycle {
  readonly #closers: { name: string; close: () => Promise<void> | void }[] = [];
  #stopping: Promise<void> | undefined;

  /** Adds something to stop; what was added last is stopped first. */
  onStop(name: string, close: () => Promise<void> | void): void {
    this.#closers.push({ name, close });
  }

  /** Stops everything once, however often it is called. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const { name, close } of this.#closers.reverse()) {
      try {
        await within(STOP_WITHIN_MS, Promise.resolve(close()));
      } catch (error) {
        console.error(`Stopping ${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

async function within(limitMillis: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${limitMillis / 1_000} s`));
    }, limitMillis);
  });
  await Promise.race([work, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * Runs a process: starts it, keeps it until SIGINT or SIGTERM, stops it and exits with 0.
 *
 * A start that fails stops what was started, says why in its last line and exits with 1; a signal during the
 * start stops it at once. npm hands on a signal that the terminal sent to the whole group as well, so a second
 * one is nothing new.
 */
export function runProcess(start: (lifecycle: Lifecycle) => Promise<void>): void {
  const lifecycle = new Lifecycle();
  let stopped = false;
  const end = async (code: number, lastWord?: unknown) => {
    if (stopped) return;
    stopped = true;
    await lifecycle.stop();
    if (lastWord !== undefined) console.error(lastWord);
    process.exit(code);
  };
  const onSignal = () => {
    if (!stopped) console.log('\nStopping ...');
    void end(0);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  for (const line of misspeltIn(process.env)) console.warn(line);
  start(lifecycle).catch((error: unknown) => end(1, sentenceOf(error)));
}
