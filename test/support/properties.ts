import fc from 'fast-check';

/** Any number would do: the same values on every run, so that a failure is the change's and not the draw's. */
const FIXED = 20_261_129;

/** Where all that is drawn begins: the number of `USHER_TEST_SEED`, which `npm run test:fresh` draws anew. */
export const SEED = seedOf(process.env['USHER_TEST_SEED']);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });

function seedOf(given: string | undefined): number {
  if (given === undefined || given === '') return FIXED;
  const seed = Number(given);
  if (!Number.isSafeInteger(seed)) throw new RangeError('USHER_TEST_SEED must be a whole number');
  return seed;
}

export default fc;
