import { setTimeout as sleep } from 'node:timers/promises';
import { UsherClient } from '../scripts/demo/client';
import { removeDataDir, temporaryDataDir, UsherProcess, type RuntimeFacts } from '../scripts/demo/instance';
import { invite } from './lives';
import { noopRate } from './noop/rate';
import { BENCH_ENV } from './bench-env';
import { Sink } from './sink';
import { percentile, table } from './table';

/** How the receiver takes a message, and how many invitations are made at the same time. */
const SITUATIONS = {
  'one invitation at a time': { atOnce: 1, answersAfterMs: 0 },
  'twenty at a time': { atOnce: 20, answersAfterMs: 0 },
  'twenty, and a receiver that takes 1 s': { atOnce: 20, answersAfterMs: 1_000 },
} as const;
type Situation = keyof typeof SITUATIONS;

/** What a receiver was sent about `invitations` new invitations. */
interface Run {
  readonly situation: Situation;
  readonly invitations: number;
  /** Different messages, and how often one of them came that had been taken already. */
  readonly messages: number;
  readonly repeated: number;
  readonly perSecond: number;
  /** From what happened to its first arrival. */
  readonly lagsMs: readonly number[];
  readonly noopsPerSecond: number;
}

/** The messages of an invitation that nobody answers: created and sent. */
const MESSAGES_EACH = 2;

/** Invites on an instance of its own and measures what a receiver is told in each situation. */
export async function benchWebhooks(plan: {
  readonly invitations: number;
  /** Epoch milliseconds. */
  readonly deadline: number;
}): Promise<Run[]> {
  const dataDir = await temporaryDataDir();
  const env = { ...BENCH_ENV, WEBHOOK_ALLOW_PRIVATE: 'true' };
  const usher = UsherProcess.spawn({ dataDir, ownGroup: true, env });
  try {
    const facts = await usher.whenReady();
    const runs: Run[] = [];
    for (const situation of Object.keys(SITUATIONS) as Situation[]) {
      runs.push(await measured(facts, situation, plan));
    }
    return runs;
  } finally {
    await usher.stop();
    await removeDataDir(dataDir);
  }
}

async function measured(
  facts: RuntimeFacts,
  situation: Situation,
  { invitations, deadline }: { readonly invitations: number; readonly deadline: number },
): Promise<Run> {
  const noopsPerSecond = await noopRate(facts, deadline);
  const admin = new UsherClient(facts.apiUrl).withApiKey(facts.otherAdmin.apiKey);
  const { atOnce, answersAfterMs } = SITUATIONS[situation];
  const sink = await Sink.start(answersAfterMs);
  try {
    const { id } = await admin.post<{ id: string }>('/v1/webhook-endpoints', { url: sink.url });
    const startedAt = Date.now();
    await invite(admin, { count: invitations, atOnce, deadline }, {}, []);
    while (sink.firsts.size < invitations * MESSAGES_EACH && Date.now() < deadline) await sleep(100);
    const seconds = (Math.max(...[...sink.firsts.values()].map(({ at }) => at)) - startedAt) / 1_000;
    await admin.call('DELETE', `/v1/webhook-endpoints/${id}`);
    return {
      situation,
      invitations,
      messages: sink.firsts.size,
      repeated: sink.repeated,
      perSecond: sink.firsts.size / seconds,
      lagsMs: [...sink.firsts.values()].map(({ lagMs }) => lagMs),
      noopsPerSecond,
    };
  } finally {
    sink.close();
  }
}

/** The runs as one table. */
export function webhookTable(runs: readonly Run[]): string {
  const ms = (value: number) => value.toFixed(0);
  return table(
    ['made', 'invitations', 'messages', 'again', 'messages/s', 'no-ops/s', 'lag p50 ms', 'p95', 'max'],
    runs.map((run) => [
      run.situation,
      String(run.invitations),
      String(run.messages),
      String(run.repeated),
      run.perSecond.toFixed(1),
      run.noopsPerSecond.toFixed(1),
      ...[0.5, 0.95, 1].map((share) => ms(percentile(run.lagsMs, share))),
    ]),
  );
}
