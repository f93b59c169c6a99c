import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuntimeFacts } from '../../scripts/demo/instance';
import { UsherClient } from '../../scripts/demo/client';
import { BenchProcess } from '../bench-process';
import type { Application } from '../figures/polled-lives';

/** The naive application on the engines of an instance. */
export class NaiveProcess {
  private constructor(
    private readonly process: BenchProcess,
    readonly application: Application,
  ) {}

  /** Resolves when it serves. */
  static async start(facts: RuntimeFacts, dataDir: string): Promise<NaiveProcess> {
    const inbox = path.join(dataDir, 'naive-inbox');
    const { temporalAddress, temporalNamespace, mongodbUri } = facts;
    const started = BenchProcess.start(path.join(__dirname, 'application.js'), [
      temporalAddress,
      temporalNamespace,
      mongodbUri,
      inbox,
    ]);
    const { port } = (await started.answer()) as { port: number };
    return new NaiveProcess(started, naiveApplication(`http://127.0.0.1:${port}`, inbox));
  }

  get group(): number {
    return this.process.group;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

function naiveApplication(url: string, inbox: string): Application {
  const client = new UsherClient(url);
  return {
    create: async (body) => (await client.post<{ id: string }>('/invitations', body)).id,
    status: async (id) => (await client.get<{ status: string }>(`/invitations/${id}`)).status,
    token: async (id) => {
      const mail = await readFile(path.join(inbox, `${id}.invitation.json`), 'utf8');
      return (JSON.parse(mail) as { token: string }).token;
    },
    accept: async (token) => {
      await client.post('/accept', { token });
    },
  };
}
