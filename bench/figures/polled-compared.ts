import { readFile } from 'node:fs/promises';
import { tokenIn, UsherClient, type InboxMail, type InvitationView } from '../../scripts/demo/client';
import { costOf, partsOf, restingCpu, sumOf, type Cost } from '../cost';
import type { Figure } from './figure';
import { filesOf } from '../lives';
import type { MeasuredInstance } from '../measured-instance';
import { NaiveProcess } from '../naive/process';
import { polledLives, type Application, type Plan } from './polled-lives';
import { percentile, table } from '../table';

interface Lives {
  readonly cost: Cost;
  readonly times: number[];
}

/** A life that is asked for its status every 200 ms, here and in a naive application on the same engines. */
export async function polledCompared(instance: MeasuredInstance, plan: Plan): Promise<Figure[]> {
  const { facts, dataDir } = instance;
  const naive = await NaiveProcess.start(facts, dataDir);
  try {
    const groups = { ...instance.groups, naive: naive.group };
    const usher = usherApplication(instance);
    for (const one of [usher, naive.application]) await polledLives(one, { ...plan, count: plan.atOnce });
    const idle = await restingCpu(groups);
    const measure = async (application: Application): Promise<Lives> => {
      const times: number[] = [];
      const cost = await costOf(groups, idle, async () => {
        times.push(...(await polledLives(application, plan)));
        return times.length;
      });
      return { cost, times };
    };
    return compared(await measure(usher), await measure(naive.application));
  } finally {
    await naive.stop();
  }
}

function usherApplication({ facts, dataDir }: MeasuredInstance): Application {
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

function compared(usher: Lives, naive: Lives): Figure[] {
  const numbers = ({ cost, times }: Lives, node: string) => [
    ...partsOf(cost, node),
    sumOf(cost, node),
    cost.count / cost.seconds,
    percentile(times, 0.5),
  ];
  const [ours, theirs] = [numbers(usher, 'usher'), numbers(naive, 'naive')];
  const row = (title: string, values: readonly number[]) => [title, ...values.map((one) => one.toFixed(1))];
  console.log('\nLives from create to active, the status asked for every 200 ms\n');
  console.log(
    table(
      ['', 'node ms', 'Temporal ms', 'MongoDB ms', 'CPU ms of one', 'lives a second', 'p50 ms'],
      [row('Usher', ours), row('naive application', theirs)],
    ),
  );
  const times = (column: number) => (ours[column] ?? 0) / (theirs[column] ?? 1);
  return [
    { name: 'CPU of a life that is polled, in lives of a naive application', measured: times(3), target: 1 },
    { name: 'lives a second, in those of it', measured: times(4), target: 1, atLeast: true },
  ];
}
