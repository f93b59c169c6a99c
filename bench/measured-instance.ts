import { UsherClient } from '../scripts/demo/client';
import { removeDataDir, temporaryDataDir, UsherProcess, type RuntimeFacts } from '../scripts/demo/instance';
import { BENCH_ENV } from './bench-env';
import { COUNTING } from './counted-commands';
import { engineGroups, type Groups } from './cpu';
import { NoopProcess } from './noop/process';
import { Sink } from './sink';

/** An instance with engines of its own, and beside it a process that runs no-op workflows on the same engines. */
export class MeasuredInstance {
  private constructor(
    private readonly usher: UsherProcess,
    readonly facts: RuntimeFacts,
    readonly noop: NoopProcess,
  ) {}

  static async start(): Promise<MeasuredInstance> {
    if (process.platform !== 'linux') throw new Error('This bench reads /proc and needs Linux.');
    const dataDir = await temporaryDataDir();
    const env = { ...BENCH_ENV, ...COUNTING, WEBHOOK_ALLOW_PRIVATE: 'true' };
    const usher = UsherProcess.spawn({ dataDir, ownGroup: true, env });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
    const facts = await usher.whenReady();
    return new MeasuredInstance(usher, facts, await NoopProcess.start(facts));
  }

  get dataDir(): string {
    return this.usher.dataDir;
  }

  get pid(): number {
    return this.facts.pid;
  }

  get groups(): Groups {
    return { usher: this.facts.pid, noop: this.noop.group, ...engineGroups(this.dataDir) };
  }

  /** Does the work while a receiver hears everything of the account that approves by itself. */
  async withReceiver<T>(work: () => Promise<T>): Promise<T> {
    const admin = new UsherClient(this.facts.apiUrl).withApiKey(this.facts.otherAdmin.apiKey);
    const sink = await Sink.start(0);
    const { id } = await admin.post<{ id: string }>('/v1/webhook-endpoints', { url: sink.url });
    try {
      return await work();
    } finally {
      await admin.call('DELETE', `/v1/webhook-endpoints/${id}`);
      sink.close();
    }
  }

  async stop(): Promise<void> {
    await this.noop.stop();
    await this.usher.stop();
    await removeDataDir(this.dataDir);
  }
}
