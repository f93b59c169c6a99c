import { parseArgs } from 'node:util';
import { figureTable, type Figure } from '../bench/figures/figure';
import { historyFigures } from '../bench/figures/events';
import { idleFigures } from '../bench/figures/idle';
import { callLatencies } from '../bench/figures/latencies';
import { lifeCost } from '../bench/figures/life-cost';
import { MeasuredInstance } from '../bench/measured-instance';
import { polledCompared } from '../bench/figures/polled-compared';
import { readCost } from '../bench/figures/read-cost';

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '120' },
    noops: { type: 'string', default: '400' },
    'at-once': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '900' },
    only: { type: 'string', default: '' },
  },
});
const plan = {
  lives: Number(values.lives),
  noops: Number(values.noops),
  atOnce: Number(values['at-once']),
  deadline: Date.now() + Number(values.seconds) * 1_000,
};

/** What can be measured on one instance within minutes, in this order. */
const PARTS: Readonly<Record<string, (instance: MeasuredInstance) => Promise<Figure[]>>> = {
  idle: idleFigures,
  events: (instance) => historyFigures(instance, plan.deadline),
  cost: (instance) => lifeCost(instance, plan),
  naive: (instance) => polledCompared(instance, { ...plan, count: plan.lives }),
  reads: (instance) => readCost(instance, plan.deadline),
  latency: (instance) => callLatencies(instance, plan.deadline),
};

/** Measures one instance of its own and prints each figure with its target; `npm run bench -- --only cost,reads`. */
async function main(): Promise<void> {
  const wanted = values.only === '' ? Object.keys(PARTS) : values.only.split(',');
  const instance = await MeasuredInstance.start();
  try {
    const figures: Figure[] = [];
    for (const name of wanted) figures.push(...((await PARTS[name]?.(instance)) ?? []));
    console.log(`\nFigures with their targets\n\n${figureTable(figures)}\n\n${ELSEWHERE}`);
  } finally {
    await instance.stop();
  }
}

const ELSEWHERE = `Not measured here: node scripts/launch.mjs bench-outages, bench-memory, bench-import, bench-lists.`;

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
