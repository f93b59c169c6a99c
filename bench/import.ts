import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { ImportView } from '../api/imports/schema';
import { removeDataDir, temporaryDataDir, UsherProcess, type RuntimeFacts } from '../scripts/demo/instance';
import { byHand, timesLonger } from './by-hand';
import { cpuMs, engineGroups, type Groups } from './cpu';
import { noopRate } from './noop/rate';
import { BENCH_ENV } from './bench-env';
import { table } from './table';

/** How many rows, and how often everything is killed while they are imported. */
export interface ImportBench {
  readonly rows: number;
  readonly kills: number;
  /** Epoch milliseconds. */
  readonly deadline: number;
}

interface Run {
  readonly rows: number;
  readonly kills: number;
  readonly validatedS: number;
  readonly importedS: number;
  readonly waitingS: number;
  readonly created: number;
  readonly waiting: number;
  readonly mails: number;
  readonly noopsPerS: number;
  /** How many times longer a person waits meanwhile; undefined where processes were killed in between. */
  readonly people: string | undefined;
  /** CPU of one row in node, Temporal and MongoDB; undefined where processes were killed in between. */
  readonly cpuMsPerRow: readonly number[] | undefined;
}

/** Imports one file in an instance of its own and says how long each part took. */
export async function benchImport(plan: ImportBench): Promise<Run> {
  const dataDir = await temporaryDataDir();
  const instance = new Instance(dataDir);
  try {
    await instance.start();
    return await measured(instance, plan);
  } finally {
    await instance.stop();
    await removeDataDir(dataDir);
  }
}

/** One data folder and whatever process lives on it. */
class Instance {
  facts!: RuntimeFacts;
  private usher!: UsherProcess;
  constructor(readonly dataDir: string) {}

  async start(): Promise<void> {
    this.usher = UsherProcess.spawn({ dataDir: this.dataDir, ownGroup: true, env: BENCH_ENV });
    this.facts = await this.usher.whenReady();
  }

  /** API, worker and engines at once, without a chance to tidy up. */
  async killAndStart(): Promise<void> {
    for (const group of Object.values(this.groups)) process.kill(-group, 'SIGKILL');
    await this.usher.ended();
    await this.start();
  }

  get groups(): Groups {
    return { usher: this.facts.pid, ...engineGroups(this.dataDir) };
  }

  async stop(): Promise<void> {
    if (!this.usher.hasEnded) await this.usher.stop();
  }

  /** The answer, or undefined while nobody answers. */
  async call(method: string, route: string, body?: string): Promise<ImportView | undefined> {
    const response = await fetch(new URL(route, this.facts.apiUrl), {
      method,
      headers: { authorization: `Bearer ${this.facts.admin.apiKey}`, 'content-type': 'text/csv' },
      ...(body === undefined ? {} : { body }),
    }).catch(() => undefined);
    return response?.ok === true ? ((await response.json()) as ImportView) : undefined;
  }

  /** Invitations that wait for an answer, as Temporal counts them. */
  async waiting(): Promise<number> {
    const connection = await Connection.connect({ address: this.facts.temporalAddress });
    try {
      const client = new Client({ connection, namespace: this.facts.temporalNamespace });
      return (await client.workflow.count(`InvitationStatus = 'sent'`)).count;
    } finally {
      await connection.close();
    }
  }
}

/** Invitations by hand while nothing else happens, to compare with. */
const QUIET_TRIES = 40;

async function measured(instance: Instance, { rows, kills, deadline }: ImportBench): Promise<Run> {
  const noopsPerS = await noopRate(instance.facts, deadline);
  const quiet = await byHand(instance.facts, (done) => done < QUIET_TRIES);
  const cpuBefore = cpuMs(instance.groups);
  const startedAt = Date.now();
  const elapsedS = () => (Date.now() - startedAt) / 1_000;
  const started = await instance.call('POST', '/v1/invitation-imports', fileOf(rows));
  if (started === undefined) throw new Error('The import was not taken.');
  const validatedS = elapsedS();
  let killed = 0;
  let view = started;
  let isOver = false;
  const busy = kills > 0 ? undefined : byHand(instance.facts, () => !isOver);
  while (view.status === 'running' && Date.now() < deadline) {
    if (killed < kills && view.done >= (rows * (killed + 1)) / (kills + 1)) {
      killed += 1;
      await instance.killAndStart();
    }
    await sleep(200);
    view = (await instance.call('GET', `/v1/invitation-imports/${started.id}`)) ?? view;
  }
  const importedS = elapsedS();
  isOver = true;
  const during = await busy;
  while (Date.now() < deadline && (await instance.waiting()) < view.created) await sleep(500);
  const waitingS = elapsedS();
  const cpuAfter = cpuMs(instance.groups);
  const perRow = (name: string) => ((cpuAfter[name] ?? 0) - (cpuBefore[name] ?? 0)) / rows;
  return {
    rows,
    kills: killed,
    validatedS,
    importedS,
    waitingS,
    created: view.created,
    waiting: await instance.waiting(),
    mails: mailFiles(instance.dataDir),
    noopsPerS,
    people: during && timesLonger(quiet, during),
    cpuMsPerRow: killed > 0 ? undefined : ['usher', 'temporal', 'mongodb'].map(perRow),
  };
}

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => `Partner ${n},Ada,Bench,row-${n}@bench.example`);
  return ['partnerName,contactFirstName,contactLastName,contactEmail', ...lines].join('\n');
}

/** E-mails to the rows in the preview inbox; one more than invitations is one that was sent twice. */
function mailFiles(dataDir: string): number {
  const inbox = path.join(dataDir, 'inbox');
  const names = readdirSync(inbox).filter((name) => name.endsWith('.json'));
  const to = names.map(
    (name) => (JSON.parse(readFileSync(path.join(inbox, name), 'utf8')) as { to: string }).to,
  );
  return to.filter((address) => address.startsWith('row-')).length;
}

/** Runs of imports as one table. */
export function importTable(runs: readonly Run[]): string {
  return table(
    [
      'rows',
      'kill -9',
      'validated s',
      'imported s',
      'waiting s',
      'created',
      'waiting',
      'e-mails',
      'rows/s',
      'no-ops/s',
      'CPU ms/row',
      'by hand, times longer (p50 / p95)',
    ],
    runs.map((run) => [
      String(run.rows),
      String(run.kills),
      run.validatedS.toFixed(1),
      run.importedS.toFixed(1),
      run.waitingS.toFixed(1),
      String(run.created),
      String(run.waiting),
      String(run.mails),
      (run.rows / run.waitingS).toFixed(1),
      run.noopsPerS.toFixed(1),
      run.cpuMsPerRow?.map((ms) => ms.toFixed(0)).join(' + ') ?? '',
      run.people ?? '',
    ]),
  );
}
