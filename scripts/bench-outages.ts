import { parseArgs } from 'node:util';
import { figureTable } from '../bench/figures/figure';
import { outages } from '../bench/figures/outages';

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '60' },
    timers: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '900' },
  },
});

/** Prints how workers end and come back; `node scripts/launch.mjs bench-outages --timers 200`. */
async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const figures = await outages({
    lives: Number(values.lives),
    timers: Number(values.timers),
    atOnce: Number(values['at-once']),
    deadline: Date.now() + Number(values.seconds) * 1_000,
  });
  console.log(`\nWorkers that end and come back\n\n${figureTable(figures)}`);
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
