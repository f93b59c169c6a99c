import { readFileSync } from 'node:fs';
import type { Figure } from './figure';
import { wholeLives } from './life-cost';
import type { MeasuredInstance } from '../measured-instance';

/** Lives between two readings. */
const STEP = 100;

/** Memory that the process of `npm start` holds after so many lives, and whether it has stopped growing. */
export async function memoryFigures(
  instance: MeasuredInstance,
  plan: { readonly lives: number; readonly atOnce: number; readonly deadline: number },
): Promise<Figure[]> {
  const readings = [residentMb(instance.pid)];
  for (let done = 0; done < plan.lives && Date.now() < plan.deadline; done += STEP) {
    await wholeLives(instance, { ...plan, lives: STEP });
    readings.push(residentMb(instance.pid));
    console.log(`${done + STEP} lives: ${readings.at(-1)?.toFixed(0)} MB`);
  }
  const [half = 0, last = 0] = [readings[Math.ceil(readings.length / 2)], readings.at(-1)];
  return [
    { name: `memory after ${(readings.length - 1) * STEP} lives`, measured: last, target: 450, unit: ' MB' },
    { name: 'memory at the end, in that of half the way', measured: last / half, target: 1.05 },
  ];
}

function residentMb(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1_024;
}
