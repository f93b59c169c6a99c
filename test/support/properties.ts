import fc from 'fast-check';

/** Any number would do: the same values on every run, so that a failure is the change's and not the draw's. */
const FIXED = 20_261_129;

/** Where all that is drawn begins: `USHER_TEST_SEED` is a number, or `fresh` for values that nobody has tried yet. */
export const SEED = seedOf(process.env['USHER_TEST_SEED']);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });

function seedOf(given: string | undefined): number {
  if (given === undefined || given === '') return FIXED;
  const seed = given === 'fresh' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  if (!Number.isSafeInteger(seed)) throw new RangeError('USHER_TEST_SEED must be a whole number or fresh');
  if (given === 'fresh') process.stderr.write(`Properties drawn from USHER_TEST_SEED=${seed}\n`);
  return seed;
}

export default fc;
