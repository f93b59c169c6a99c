import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { ApartInstance } from '../apart';
import type { Figure } from './figure';
import { accept, filesOf, invite, untilMailed } from '../lives';

/** How much is under way; `deadline` in epoch milliseconds. */
export interface OutagePlan {
  readonly lives: number;
  readonly timers: number;
  readonly atOnce: number;
  readonly deadline: number;
}

/** Not the slowest of all, which says more about the machine. */
const MOST = 0.95;

/** How long nobody works while timers fall due. */
const DOWN_MS = 60_000;

/** What a killed, a stopped and an absent worker cost those whose invitations are under way. */
export async function outages(plan: OutagePlan): Promise<Figure[]> {
  const instance = await ApartInstance.start();
  try {
    return [
      await afterKill(instance, plan),
      await stopUnderLoad(instance, plan),
      await timersOfDowntime(instance, plan),
    ];
  } finally {
    await instance.stop();
  }
}

async function afterKill(instance: ApartInstance, plan: OutagePlan): Promise<Figure> {
  const { ids, answered } = await answering(instance, plan);
  await untilSome(instance, ids, plan.deadline);
  await instance.endWorker('SIGKILL');
  await instance.startWorker();
  const startedAt = Date.now();
  await answered;
  await untilMost(instance, ids, plan.deadline);
  const measured = (Date.now() - startedAt) / 1_000;
  await untilMailed(instance.dataDir, ids, 'welcome', plan.deadline);
  return { name: 'runs go on after kill -9 of the only worker, 95 %', measured, target: 12, unit: ' s' };
}

async function stopUnderLoad(instance: ApartInstance, plan: OutagePlan): Promise<Figure> {
  const { ids, answered } = await answering(instance, plan);
  await untilSome(instance, ids, plan.deadline);
  const measured = await instance.endWorker('SIGTERM');
  await instance.startWorker();
  await answered;
  await untilMailed(instance.dataDir, ids, 'welcome', plan.deadline);
  return { name: 'SIGTERM of a worker under load', measured, target: 10, unit: ' s' };
}

/** Invitations that expire while no worker runs. */
async function timersOfDowntime(instance: ApartInstance, plan: OutagePlan): Promise<Figure> {
  const { timers: count, atOnce, deadline } = plan;
  const expiresInS = DOWN_MS / 1_000 + count;
  const expiresIn = `PT${expiresInS}S`;
  const ids = await invite(instance.admin, { count, atOnce, deadline }, { expiresIn }, []);
  const lastMadeAt = Date.now();
  await untilMailed(instance.dataDir, ids, 'invitation', deadline);
  await instance.endWorker('SIGTERM');
  await sleep(lastMadeAt + expiresInS * 1_000 - Date.now());
  await instance.startWorker();
  const startedAt = Date.now();
  const { temporal } = instance.engines;
  const connection = await Connection.connect({ address: temporal.address });
  try {
    const client = new Client({ connection, namespace: temporal.namespace });
    const expired = async () => (await client.workflow.count(`InvitationStatus = 'expired'`)).count;
    while ((await expired()) < count && Date.now() < deadline) await sleep(200);
  } finally {
    await connection.close();
  }
  const measured = (Date.now() - startedAt) / 1_000;
  return { name: `${count} timers due while no worker ran: the last one`, measured, target: 15, unit: ' s' };
}

/** Invitations that are being accepted, as many at once as anybody likes. */
async function answering(instance: ApartInstance, { lives, atOnce, deadline }: OutagePlan) {
  const { admin, stranger, dataDir } = instance;
  const ids = await invite(admin, { count: lives, atOnce, deadline }, {}, []);
  const mails = await untilMailed(dataDir, ids, 'invitation', deadline);
  await sleep(500); // the last of them is noted as sent
  const files = ids.flatMap((id) => mails.get(id) ?? []);
  const answered = accept(stranger, files, { atOnce, deadline }, []);
  return { ids, answered };
}

const welcomed = ({ dataDir }: ApartInstance, ids: readonly string[]): number => {
  const files = filesOf(dataDir, 'welcome');
  return ids.filter((id) => files.has(id)).length;
};

async function untilSome(instance: ApartInstance, ids: readonly string[], deadline: number): Promise<void> {
  while (welcomed(instance, ids) < ids.length / 10 && Date.now() < deadline) await sleep(20);
}

async function untilMost(instance: ApartInstance, ids: readonly string[], deadline: number): Promise<void> {
  while (welcomed(instance, ids) < ids.length * MOST && Date.now() < deadline) await sleep(50);
}
