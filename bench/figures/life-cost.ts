import { setTimeout as sleep } from 'node:timers/promises';
import { PatientClient } from '../../scripts/screenshots/patient-client';
import { costOf, partsOf, restingCpu, sumOf, type Cost } from '../cost';
import { mongoCommands } from '../counted-commands';
import type { Figure } from './figure';
import { accept, invite, untilMailed } from '../lives';
import type { MeasuredInstance } from '../measured-instance';
import { table } from '../table';

/** How much is done; `deadline` in epoch milliseconds. */
export interface LifePlan {
  readonly lives: number;
  readonly noops: number;
  readonly atOnce: number;
  readonly deadline: number;
}

/** CPU and MongoDB commands of a life, alone and with a webhook endpoint that hears everything. */
export async function lifeCost(instance: MeasuredInstance, plan: LifePlan): Promise<Figure[]> {
  const { groups, noop } = instance;
  const { deadline, atOnce } = plan;
  await wholeLives(instance, { ...plan, lives: atOnce }); // warms up both sides
  await noop.run({ count: 50, atOnce, deadline });
  const idle = await restingCpu(groups);
  const small = await costOf(groups, idle, () => noop.run({ count: plan.noops, atOnce, deadline }));
  const before = await mongoCommands(instance);
  const life = await costOf(groups, idle, () => wholeLives(instance, plan));
  const commands = (await mongoCommands(instance)) - before;
  const heard = await instance.withReceiver(() => costOf(groups, idle, () => wholeLives(instance, plan)));
  console.log('\nCPU of one, in milliseconds over all processes, idle time taken off\n');
  console.log(
    table(
      ['', 'number', 'node', 'Temporal', 'MongoDB', 'sum'],
      [
        row('no-op workflow', small, 'noop'),
        row('life, automatic, no shares', life, 'usher'),
        row('life that a webhook endpoint hears', heard, 'usher'),
      ],
    ),
  );
  const noopMs = sumOf(small, 'noop');
  const lifeMs = sumOf(life, 'usher');
  return [
    { name: 'CPU of a life, in no-op workflows', measured: lifeMs / noopMs, target: 6 },
    { name: 'MongoDB commands of a life', measured: commands / life.count, target: 50 },
    {
      name: 'added by a webhook endpoint that hears everything, in no-op workflows',
      measured: (sumOf(heard, 'usher') - lifeMs) / noopMs,
      target: 1,
    },
  ];
}

/** Whole lives, approved by themselves and without shares; answers how many. */
export async function wholeLives(
  { facts, dataDir }: MeasuredInstance,
  { lives, atOnce, deadline }: Omit<LifePlan, 'noops'>,
): Promise<number> {
  const stranger = new PatientClient(facts.apiUrl);
  const admin = stranger.withApiKey(facts.otherAdmin.apiKey);
  const ids = await invite(admin, { count: lives, atOnce, deadline }, {}, []);
  const mails = await untilMailed(dataDir, ids, 'invitation', deadline);
  await sleep(500); // the last of them is noted as sent
  await accept(
    stranger,
    ids.flatMap((id) => mails.get(id) ?? []),
    { atOnce, deadline },
    [],
  );
  await untilMailed(dataDir, ids, 'welcome', deadline);
  await sleep(1_000); // the last of them ends
  return ids.length;
}

function row(title: string, cost: Cost, node: string): string[] {
  const parts = [...partsOf(cost, node), sumOf(cost, node)];
  return [title, String(cost.count), ...parts.map((ms) => ms.toFixed(1))];
}
