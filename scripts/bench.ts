import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { costOf, partsOf, restingCpu, sumOf, type Cost } from '../bench/cost';
import { engineGroups, type Groups } from '../bench/cpu';
import { historySizes } from '../bench/histories';
import { accept, invite, untilMailed, type Latencies } from '../bench/lives';
import { NoopProcess } from '../bench/noop/process';
import { BENCH_ENV } from '../bench/bench-env';
import { percentile, table } from '../bench/table';
import { UsherClient } from './demo/client';
import { removeDataDir, temporaryDataDir, UsherProcess, type RuntimeFacts } from './demo/instance';

/** Goal for create, sent, accept, active without reminders. */
const MOST_EVENTS = 42;

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '120' },
    noops: { type: 'string', default: '400' },
    'at-once': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '240' },
  },
});
const lives = Number(values.lives);
const noops = Number(values.noops);
const atOnce = Number(values['at-once']);
const deadline = Date.now() + Number(values.seconds) * 1_000;

/** Measures one instance of its own and prints tables; bounded in number and in time. */
async function bench(facts: RuntimeFacts, dataDir: string): Promise<void> {
  const stranger = new UsherClient(facts.apiUrl);
  const automatic = stranger.withApiKey(facts.otherAdmin.apiKey);
  const reviewed = stranger.withApiKey(facts.admin.apiKey);
  const approver = stranger.withApiKey(facts.approver.apiKey);

  const sizes = await historySizes({ stranger, automatic, reviewed, approver, facts, dataDir, deadline });
  const plain = sizes[0]?.events ?? 0;
  console.log(`\nHistory of one life, without reminders (goal: ${MOST_EVENTS} events or fewer)\n`);
  console.log(
    table(
      ['life', 'events', 'bytes', 'goal'],
      sizes.map(({ life, events, bytes }) => [
        life,
        String(events),
        String(bytes),
        events <= MOST_EVENTS ? 'met' : `${events - MOST_EVENTS} over`,
      ]),
    ),
  );

  const noop = await NoopProcess.start(facts);
  const groups: Groups = { usher: facts.pid, noop: noop.group, ...engineGroups(dataDir) };
  try {
    await liveOnce(20, []); // warms up both sides
    await noop.run({ count: 50, atOnce, deadline });
    const idle = await restingCpu(groups);
    const small = await costOf(groups, idle, () => noop.run({ count: noops, atOnce, deadline }));
    const latencies: Record<'create' | 'accept', Latencies> = { create: [], accept: [] };
    const whole = await costOf(groups, idle, () => liveOnce(lives, latencies.create, latencies.accept));
    printCost(small, whole, plain);
    printLatencies(latencies);
  } finally {
    await noop.stop();
  }

  /** Whole lives, approved by themselves and without shares; answers how many. */
  async function liveOnce(count: number, create: Latencies, accepts: Latencies = []): Promise<number> {
    const ids = await invite(automatic, { count, atOnce, deadline }, {}, create);
    const mails = await untilMailed(dataDir, ids, 'invitation', deadline);
    await sleep(500); // the last of them is noted as sent
    const files = ids.flatMap((id) => mails.get(id) ?? []);
    await accept(stranger, files, { atOnce, deadline }, accepts);
    await untilMailed(dataDir, ids, 'welcome', deadline);
    await sleep(1_000); // the last of them ends
    return ids.length;
  }
}

function printCost(small: Cost, whole: Cost, events: number): void {
  const row = (title: string, cost: Cost, node: string) => [
    title,
    String(cost.count),
    ...[...partsOf(cost, node), sumOf(cost, node)].map((ms) => ms.toFixed(1)),
  ];
  console.log('\nCPU of one, in milliseconds over all processes, idle time taken off\n');
  console.log(
    table(
      ['', 'number', 'node', 'Temporal', 'MongoDB', 'sum'],
      [row('no-op workflow', small, 'noop'), row('invitation, automatic, no shares', whole, 'usher')],
    ),
  );
  const ratio = sumOf(whole, 'usher') / sumOf(small, 'noop');
  console.log(`\nOne invitation (${events} events) costs as much as ${ratio.toFixed(1)} no-op workflows.`);
}

function printLatencies(latencies: Readonly<Record<string, Latencies>>): void {
  console.log(`\nLatency over HTTP in milliseconds, ${atOnce} in flight\n`);
  console.log(
    table(
      ['call', 'number', 'p50', 'p95'],
      Object.entries(latencies).map(([call, ms]) => [
        call,
        String(ms.length),
        percentile(ms, 0.5).toFixed(0),
        percentile(ms, 0.95).toFixed(0),
      ]),
    ),
  );
}

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('npm run bench reads /proc and needs Linux.');
  const dataDir = await temporaryDataDir();
  const usher = UsherProcess.spawn({ dataDir, ownGroup: true, env: BENCH_ENV });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    await bench(await usher.whenReady(), dataDir);
  } finally {
    await usher.stop();
    await removeDataDir(dataDir);
  }
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
