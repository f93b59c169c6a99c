import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One of the demo accounts' people. */
export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/** What `runtime.json` says about a running Usher with the accounts of the demo. */
export interface RuntimeFacts {
  readonly apiUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalUiUrl?: string;
  readonly mongodbUri: string;
  readonly pid: number;
  readonly instanceKey: string;
  readonly admin: DemoPerson;
  readonly approver: DemoPerson;
  readonly operator: DemoPerson;
  readonly otherAdmin: DemoPerson;
}

/** The facts of the instance on a data folder; `undefined` where none lives. */
export async function livingInstance(dataDir: string): Promise<RuntimeFacts | undefined> {
  const text = await readFile(path.join(dataDir, 'runtime.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const facts = JSON.parse(text) as RuntimeFacts;
  return isAlive(facts.pid) ? facts : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** How a process of Usher is started. */
export interface StartOptions {
  readonly dataDir: string;
  /** Which script: `start` is everything in one process. */
  readonly script?: 'start' | 'api' | 'worker';
  /** Added to the environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A process group of its own, so that it can be killed as a whole. */
  readonly ownGroup?: boolean;
}

/** A first start may fetch and build everything. */
const READY_WITHIN_MS = 300_000;

/** A process of Usher that was started here. */
export class UsherProcess {
  private output = '';

  private constructor(
    readonly child: ChildProcess,
    readonly dataDir: string,
  ) {
    const keep = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-200_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Spawns it; {@link whenReady} tells when it serves. */
  static spawn({ dataDir, script = 'start', env = {}, ownGroup = false }: StartOptions): UsherProcess {
    const launcher = path.join(repositoryRoot(), 'scripts', 'launch.mjs');
    const child = spawn(process.execPath, [launcher, script], {
      cwd: repositoryRoot(),
      env: { ...process.env, PORT: '0', SEED_DEMO: 'true', USHER_DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
    });
    const started = new UsherProcess(child, dataDir);
    // Its engines go with it, see engines/supervised-process.ts.
    const takeAlong = () => child.kill('SIGKILL');
    process.once('exit', takeAlong);
    child.once('exit', () => process.off('exit', takeAlong));
    return started;
  }

  get pid(): number {
    const { pid } = this.child;
    if (pid === undefined) throw new Error('node could not be started');
    return pid;
  }

  /** Everything the process printed, at most the last 200 kB. */
  get log(): string {
    return this.output;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /**
   * Resolves when `runtime.json` of this very process is there.
   *
   * @throws Error with the end of the output when the process ends first
   */
  async whenReady(): Promise<RuntimeFacts> {
    const end = Date.now() + READY_WITHIN_MS;
    while (Date.now() < end && !this.hasEnded) {
      const facts = await livingInstance(this.dataDir);
      if (facts?.pid === this.pid) return facts;
      await sleep(50);
    }
    throw new Error(`Usher did not come up; its output ends with:\n${this.output.slice(-4_000)}`);
  }

  /** Asks it to stop and answers its exit code; `null` when a signal ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  /** Resolves with the exit code once the process is gone. */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) await new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    return this.child.exitCode;
  }
}

/** A new data folder, for an instance that is thrown away. */
export function temporaryDataDir(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'usher-data-'));
}

/** Removes a data folder; its engines may take a moment to let go of their files. */
export function removeDataDir(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

/** The folder that holds package.json, from the sources as well as from lib/. */
export function repositoryRoot(from = __dirname): string {
  return existsSync(path.join(from, 'package.json')) ? from : repositoryRoot(path.dirname(from));
}
