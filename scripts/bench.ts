import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuBetween, cpuMs, engineGroups, type Groups } from '../bench/cpu';
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

type Cost = { readonly count: number; readonly cpu: Record<string, number>; readonly seconds: number };

async function restingCpu(groups: Groups): Promise<Record<string, number>> {
  const seconds = 5;
  const before = cpuMs(groups);
  await sleep(seconds * 1_000);
  const after = cpuMs(groups);
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / seconds]),
  );
}

async function costOf(
  groups: Groups,
  perSecond: Record<string, number>,
  work: () => Promise<number>,
): Promise<Cost> {
  const [before, started] = [cpuMs(groups), Date.now()];
  const count = await work();
  const seconds = (Date.now() - started) / 1_000;
  return { count, seconds, cpu: cpuBetween(before, cpuMs(groups), { perSecond, seconds }) };
}

function printCost(small: Cost, whole: Cost, events: number): void {
  const each = ({ cpu, count }: Cost, name: string) => (cpu[name] ?? 0) / count;
  const parts = (cost: Cost, node: string) => [
    each(cost, node),
    each(cost, 'temporal'),
    each(cost, 'mongodb'),
  ];
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const noop = parts(small, 'noop');
  const life = parts(whole, 'usher');
  const row = (title: string, { count }: Cost, numbers: readonly number[]) => [
    title,
    String(count),
    ...[...numbers, sum(numbers)].map((ms) => ms.toFixed(1)),
  ];
  console.log('\nCPU of one, in milliseconds over all processes, idle time taken off\n');
  console.log(
    table(
      ['', 'number', 'node', 'Temporal', 'MongoDB', 'sum'],
      [row('no-op workflow', small, noop), row('invitation, automatic, no shares', whole, life)],
    ),
  );
  const ratio = sum(life) / sum(noop);
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
