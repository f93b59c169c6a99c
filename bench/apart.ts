import { readConfig } from '../config/env';
import { startEngines, type Engines } from '../engines';
import { PatientClient } from '../scripts/screenshots/patient-client';
import { removeDataDir, temporaryDataDir, UsherProcess } from '../scripts/demo/instance';
import { freePort } from '../engines/programs';
import { seedDemo } from '../worker/seed-demo';
import { BENCH_ENV } from './bench-env';
import { setTimeout as sleep } from 'node:timers/promises';

const SECRET = 'a-secret-of-a-bench-that-nobody-else-uses';

/** API and worker in processes of their own, on engines that outlive both. */
export class ApartInstance {
  /** Whatever runs: `undefined` while it is down. */
  worker: UsherProcess | undefined;
  private api: UsherProcess | undefined;

  private constructor(
    readonly dataDir: string,
    readonly engines: Engines,
    private readonly env: Readonly<Record<string, string | undefined>>,
    /** Of an account that approves by itself. */
    readonly admin: PatientClient,
    readonly stranger: PatientClient,
  ) {}

  /** Brings up engines, an API and a worker. */
  static async start(): Promise<ApartInstance> {
    const dataDir = await temporaryDataDir();
    const config = { ...readConfig({ USHER_DATA_DIR: dataDir }), dataDir };
    const engines = await startEngines(config, { log: () => undefined });
    const { mongodb, temporal } = engines;
    const accounts = await seedDemo({ mongodbUri: mongodb.uri, dataDir, secret: SECRET });
    const port = await freePort('127.0.0.1');
    const publicUrl = `http://127.0.0.1:${port}`;
    const env = {
      ...BENCH_ENV,
      ...{ MONGODB_URI: mongodb.uri, TEMPORAL_ADDRESS: temporal.address, USHER_SECRET: SECRET },
      ...{ TEMPORAL_NAMESPACE: temporal.namespace, PORT: String(port), PUBLIC_URL: publicUrl },
      ...{ SEED_DEMO: undefined, USHER_INSTANCE_KEY: SECRET },
    };
    const stranger = new PatientClient(publicUrl);
    const admin = stranger.withApiKey(accounts.otherAdmin.apiKey);
    const instance = new ApartInstance(dataDir, engines, env, admin, stranger);
    instance.api = instance.spawn('api');
    await instance.startWorker();
    await until(async () => (await fetch(`${publicUrl}/readyz`)).ok);
    return instance;
  }

  /** Resolves when the worker polls. */
  async startWorker(): Promise<void> {
    const worker = this.spawn('worker');
    this.worker = worker;
    await until(() => {
      if (worker.hasEnded) throw new Error(`The worker ended: ${worker.log}`);
      return Promise.resolve(worker.log.includes('The worker runs'));
    });
  }

  /** Sends the worker a signal; answers the seconds until it has ended. */
  async endWorker(signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
    const startedAt = Date.now();
    this.worker?.child.kill(signal);
    await this.worker?.ended();
    return (Date.now() - startedAt) / 1_000;
  }

  async stop(): Promise<void> {
    for (const one of [this.worker, this.api]) if (one?.hasEnded === false) await one.stop();
    await this.engines.stop();
    await removeDataDir(this.dataDir);
  }

  private spawn(script: 'api' | 'worker'): UsherProcess {
    return UsherProcess.spawn({ dataDir: this.dataDir, script, env: this.env });
  }
}

/** Asks until the answer is yes; nobody may listen yet. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(falseIfRefused))) await sleep(50);
}

/** `fetch` says so with a TypeError. */
function falseIfRefused(error: unknown): false {
  if (error instanceof TypeError) return false;
  throw error;
}
