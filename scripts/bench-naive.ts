import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BENCH_ENV } from '../bench/bench-env';
import { costOf, partsOf, restingCpu, sumOf, type Cost } from '../bench/cost';
import { engineGroups, type Groups } from '../bench/cpu';
import { filesOf } from '../bench/lives';
import { NaiveProcess } from '../bench/naive/process';
import { polledLives, type Application } from '../bench/polled-lives';
import { percentile, table } from '../bench/table';
import { tokenIn, UsherClient, type InboxMail, type InvitationView } from './demo/client';
import { removeDataDir, temporaryDataDir, UsherProcess, type RuntimeFacts } from './demo/instance';

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '120' },
    'at-once': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '300' },
  },
});
const plan = {
  count: Number(values.lives),
  atOnce: Number(values['at-once']),
  deadline: Date.now() + Number(values.seconds) * 1_000,
};

function usherApplication(facts: RuntimeFacts, dataDir: string): Application {
  const stranger = new UsherClient(facts.apiUrl);
  const admin = stranger.withApiKey(facts.otherAdmin.apiKey);
  return {
    create: async (body) => (await admin.post<InvitationView>('/v1/invitations', body)).id,
    status: async (id) => (await admin.invitation(id)).status,
    token: async (id) => {
      const mail = await readFile(filesOf(dataDir, 'invitation').get(id) ?? '', 'utf8');
      return tokenIn(JSON.parse(mail) as InboxMail) ?? '';
    },
    accept: async (token) => {
      await stranger.post('/v1/public/invitation/accept', { token });
    },
  };
}

interface Lives {
  readonly cost: Cost;
  readonly times: number[];
}

/** Prints what a life costs that is asked for its status every 200 ms, here and in a naive application. */
async function bench(facts: RuntimeFacts, dataDir: string): Promise<void> {
  const naive = await NaiveProcess.start(facts, dataDir);
  try {
    const groups: Groups = { usher: facts.pid, naive: naive.group, ...engineGroups(dataDir) };
    const usher = usherApplication(facts, dataDir);
    for (const one of [usher, naive.application]) await polledLives(one, { ...plan, count: 20 });
    const idle = await restingCpu(groups);
    const measure = async (application: Application): Promise<Lives> => {
      const times: number[] = [];
      const cost = await costOf(groups, idle, async () => {
        times.push(...(await polledLives(application, plan)));
        return times.length;
      });
      return { cost, times };
    };
    print(await measure(usher), await measure(naive.application));
  } finally {
    await naive.stop();
  }
}

function print(usher: Lives, naive: Lives): void {
  const figures = ({ cost, times }: Lives, node: string) => [
    ...partsOf(cost, node),
    sumOf(cost, node),
    cost.count / cost.seconds,
    percentile(times, 0.5),
  ];
  const [ours, theirs] = [figures(usher, 'usher'), figures(naive, 'naive')];
  const row = (title: string, numbers: readonly number[], digits: number) => [
    title,
    ...numbers.map((number) => number.toFixed(digits)),
  ];
  console.log(
    `\nLives from create to active, the status asked for every 200 ms, ${plan.count} lives, ${plan.atOnce} at once\n`,
  );
  console.log(
    table(
      ['', 'node ms', 'Temporal ms', 'MongoDB ms', 'CPU ms of one', 'lives a second', 'p50 ms'],
      [
        row('Usher', ours, 1),
        row('naive application', theirs, 1),
        row(
          'times',
          ours.map((number, n) => number / (theirs[n] ?? 1)),
          2,
        ),
      ],
    ),
  );
}

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('bench-naive reads /proc and needs Linux.');
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
