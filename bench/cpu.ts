import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Clock ticks of /proc a second: 100 on every Linux Node runs on. */
const MS_PER_TICK = 10;

/** What is measured: process groups by name. */
export type Groups = Readonly<Record<string, number>>;

/** Milliseconds of CPU that each group has used so far; Linux only. */
export function cpuMs(groups: Groups): Record<string, number> {
  const used = new Map<number, number>();
  for (const { group, ticks } of processes()) used.set(group, (used.get(group) ?? 0) + ticks);
  return Object.fromEntries(
    Object.entries(groups).map(([name, group]) => [name, (used.get(group) ?? 0) * MS_PER_TICK]),
  );
}

/** What was used between two readings, without what the same time costs when nothing happens. */
export function cpuBetween(
  before: Record<string, number>,
  after: Record<string, number>,
  idle: { readonly perSecond: Record<string, number>; readonly seconds: number },
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => {
      const resting = (idle.perSecond[name] ?? 0) * idle.seconds;
      return [name, Math.max(0, ms - (before[name] ?? 0) - resting)];
    }),
  );
}

/** The groups of the engines that an embedded instance started, by the process files in its data folder. */
export function engineGroups(dataDir: string): Groups {
  const group = (name: string) =>
    Number.parseInt(readFileSync(path.join(dataDir, `${name}.pid`), 'utf8'), 10);
  return { temporal: group('temporal'), mongodb: group('mongodb') };
}

function* processes(): Generator<{ group: number; ticks: number }> {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const fields = statOf(pid);
    if (fields !== undefined) {
      yield { group: Number(fields[2]), ticks: Number(fields[11]) + Number(fields[12]) };
    }
  }
}

/** The fields of /proc/<pid>/stat from the state on; the name before it may hold anything. */
function statOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
