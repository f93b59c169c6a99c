import { setTimeout as sleep } from 'node:timers/promises';
import { cpuBetween, cpuMs, type Groups } from './cpu';

/** What a piece of work took of every process, in milliseconds of CPU, and of time. */
export interface Cost {
  readonly count: number;
  readonly cpu: Record<string, number>;
  readonly seconds: number;
}

/** Milliseconds of CPU that each group takes in a second in which nothing happens, over so many seconds. */
export async function restingCpu(groups: Groups, seconds = 5): Promise<Record<string, number>> {
  const before = cpuMs(groups);
  await sleep(seconds * 1_000);
  const after = cpuMs(groups);
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / seconds]),
  );
}

/** The cost of work that answers how often it was done. */
export async function costOf(
  groups: Groups,
  perSecond: Record<string, number>,
  work: () => Promise<number>,
): Promise<Cost> {
  const [before, started] = [cpuMs(groups), Date.now()];
  const count = await work();
  const seconds = (Date.now() - started) / 1_000;
  return { count, seconds, cpu: cpuBetween(before, cpuMs(groups), { perSecond, seconds }) };
}

/** CPU of one: of the application's own process (`node`), of Temporal and of MongoDB. */
export function partsOf({ cpu, count }: Cost, node: string): number[] {
  return [node, 'temporal', 'mongodb'].map((name) => (cpu[name] ?? 0) / count);
}

/** All of one together, in milliseconds of CPU. */
export function sumOf(cost: Cost, node: string): number {
  return partsOf(cost, node).reduce((total, part) => total + part, 0);
}
