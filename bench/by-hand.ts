import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeFacts } from '../scripts/demo/instance';

/** Milliseconds that a person waits: to create an invitation, and to withdraw it, which needs a worker. */
export interface ByHand {
  readonly create: number[];
  readonly revoke: number[];
}

/** Between two invitations by hand, so that measuring is no load of its own. */
const PAUSE_MS = 200;

/** Invites and withdraws, one after the other, for as long as it is told to. */
export async function byHand(facts: RuntimeFacts, goesOn: (done: number) => boolean): Promise<ByHand> {
  const waited: ByHand = { create: [], revoke: [] };
  for (let done = 0; goesOn(done); done += 1) {
    const contactEmail = `hand-${Date.now()}-${done}@bench.example`;
    const [created, { id }] = await timed(facts, '/v1/invitations', { partnerName: 'By hand', contactEmail });
    const [revoked] = await timed(facts, `/v1/invitations/${id}/revoke`, {});
    waited.create.push(created);
    waited.revoke.push(revoked);
    await sleep(PAUSE_MS);
  }
  return waited;
}

async function timed(facts: RuntimeFacts, path: string, body: object): Promise<[number, { id: string }]> {
  const start = performance.now();
  const response = await fetch(new URL(path, facts.apiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${facts.admin.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { id: string };
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return [performance.now() - start, answer];
}

/** How much longer a person waits, at the median and at the 95th percentile, as `create 1.2 / 1.9, revoke ...`. */
export function timesLonger(quiet: ByHand, busy: ByHand): string {
  return (['create', 'revoke'] as const)
    .map((what) => `${what} ${[0.5, 0.95].map((p) => ratio(quiet[what], busy[what], p)).join(' / ')}`)
    .join(', ');
}

function ratio(quiet: readonly number[], busy: readonly number[], percentile: number): string {
  return (at(busy, percentile) / at(quiet, percentile)).toFixed(1);
}

function at(values: readonly number[], percentile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percentile))] ?? Number.NaN;
}
