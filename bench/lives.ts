import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenIn, type InboxMail, type InvitationView, type UsherClient } from '../scripts/demo/client';

/** Milliseconds that each call of one kind took. */
export type Latencies = number[];

/** Runs a job for each item, never more than `atOnce` at the same time, until `deadline` (epoch ms). */
export async function inFlight<T, R>(
  items: readonly T[],
  atOnce: number,
  deadline: number,
  job: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.values();
  const run = async () => {
    for (const item of queue) {
      if (Date.now() > deadline) return;
      results.push(await job(item));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return results;
}

/** Invites `count` people nobody knows and answers the IDs. */
export async function invite(
  admin: UsherClient,
  plan: { readonly count: number; readonly atOnce: number; readonly deadline: number },
  fields: Readonly<Record<string, unknown>>,
  latencies: Latencies,
): Promise<string[]> {
  const run = `${process.pid}-${Date.now().toString(36)}`;
  const numbers = Array.from({ length: plan.count }, (_, n) => n);
  return inFlight(numbers, plan.atOnce, plan.deadline, async (n) => {
    const body = { partnerName: `Bench ${n}`, contactEmail: `bench-${run}-${n}@partner.example`, ...fields };
    return (await timed(latencies, () => admin.post<InvitationView>('/v1/invitations', body))).id;
  });
}

/**
 * Waits for the e-mail of a kind of each invitation. Looks into the data folder and not at the API, so that
 * waiting costs the measured processes nothing.
 */
export async function untilMailed(
  dataDir: string,
  ids: readonly string[],
  template: string,
  deadline: number,
): Promise<Map<string, string>> {
  for (;;) {
    const files = filesOf(dataDir, template);
    if (ids.every((id) => files.has(id))) return files;
    if (Date.now() > deadline) throw new Error(`Not every ${template} e-mail came in time.`);
    await sleep(50);
  }
}

/** Accepts each invitation by its link; without a password, whose hash is made to be slow. */
export async function accept(
  stranger: UsherClient,
  mails: readonly string[],
  plan: { readonly atOnce: number; readonly deadline: number },
  latencies: Latencies,
): Promise<void> {
  const tokens = await Promise.all(
    mails.map(async (file) => tokenIn(JSON.parse(await readFile(file, 'utf8')) as InboxMail)),
  );
  await inFlight(tokens, plan.atOnce, plan.deadline, (token) =>
    timed(latencies, () => stranger.post('/v1/public/invitation/accept', { token })),
  );
}

/** Does the call and notes how long it took. */
export async function timed<T>(latencies: Latencies, call: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await call();
  latencies.push(performance.now() - started);
  return result;
}

/** The kept e-mails of one kind, by invitation. */
export function filesOf(dataDir: string, template: string): Map<string, string> {
  const inbox = path.join(dataDir, 'inbox');
  const files = new Map<string, string>();
  if (!existsSync(inbox)) return files; // before the first e-mail
  for (const name of readdirSync(inbox)) {
    const [id = '', kind] = name.split('.');
    if (kind === template && name.endsWith('.json')) files.set(id, path.join(inbox, name));
  }
  return files;
}
