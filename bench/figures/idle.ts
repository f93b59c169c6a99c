import { setTimeout as sleep } from 'node:timers/promises';
import { restingCpu } from '../cost';
import type { Figure } from './figure';
import type { MeasuredInstance } from '../measured-instance';

/** A start is over by then, and what the Schedules do at once. */
const SETTLED_AFTER_MS = 20_000;

/** CPU of the process of `npm start` while nobody wants anything; its engines come on top. */
export async function idleFigures({ groups }: MeasuredInstance): Promise<Figure[]> {
  await sleep(SETTLED_AFTER_MS);
  const { usher = Number.NaN, temporal = 0, mongodb = 0 } = await restingCpu(groups, 20);
  console.log(`\nAt rest: node ${usher} ms a second, Temporal ${temporal}, MongoDB ${mongodb}`);
  return [
    { name: 'idle CPU of the process of npm start, a second', measured: usher, target: 15, unit: ' ms' },
  ];
}
