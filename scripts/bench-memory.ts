import { parseArgs } from 'node:util';
import { figureTable } from '../bench/figures/figure';
import { MeasuredInstance } from '../bench/measured-instance';
import { memoryFigures } from '../bench/figures/memory';

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '2000' },
    'at-once': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '3600' },
  },
});

/** Prints the memory of an instance that leads one life after the other; `node scripts/launch.mjs bench-memory`. */
async function main(): Promise<void> {
  const instance = await MeasuredInstance.start();
  try {
    const figures = await memoryFigures(instance, {
      lives: Number(values.lives),
      atOnce: Number(values['at-once']),
      deadline: Date.now() + Number(values.seconds) * 1_000,
    });
    console.log(`\n${figureTable(figures)}`);
  } finally {
    await instance.stop();
  }
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
