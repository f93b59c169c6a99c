import { setTimeout as sleep } from 'node:timers/promises';
import { UsherClient } from '../../scripts/demo/client';
import type { Figure } from './figure';
import { accept, invite, untilMailed, type Latencies } from '../lives';
import type { MeasuredInstance } from '../measured-instance';
import { percentile } from '../table';

/** Calls at the same time, how often, and how many times longer than Temporal's own call each may take. */
const SITUATIONS = [
  { title: 'alone', atOnce: 1, count: 40, target: 2 },
  { title: 'at 20 in flight', atOnce: 20, count: 120, target: 3 },
] as const;

/** Create and accept over HTTP against a bare start and a bare Update on the same engines. */
export async function callLatencies(instance: MeasuredInstance, deadline: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { title, atOnce, count, target } of SITUATIONS) {
    const bare = await instance.noop.latencies({ count, atOnce, deadline });
    const own = await ownLatencies(instance, { count, atOnce, deadline });
    const times = (mine: Latencies, theirs: Latencies) => percentile(mine, 0.5) / percentile(theirs, 0.5);
    figures.push(
      { name: `create ${title}, p50 in bare starts`, measured: times(own.creates, bare.starts), target },
      { name: `accept ${title}, p50 in bare Updates`, measured: times(own.accepts, bare.updates), target },
    );
  }
  return figures;
}

async function ownLatencies(
  { facts, dataDir }: MeasuredInstance,
  plan: { readonly count: number; readonly atOnce: number; readonly deadline: number },
) {
  const [creates, accepts]: [Latencies, Latencies] = [[], []];
  const stranger = new UsherClient(facts.apiUrl);
  const admin = stranger.withApiKey(facts.otherAdmin.apiKey);
  const ids = await invite(admin, plan, {}, creates);
  const mails = await untilMailed(dataDir, ids, 'invitation', plan.deadline);
  await sleep(500); // the last of them is noted as sent
  await accept(
    stranger,
    ids.flatMap((id) => mails.get(id) ?? []),
    plan,
    accepts,
  );
  await untilMailed(dataDir, ids, 'welcome', plan.deadline);
  return { creates, accepts };
}
