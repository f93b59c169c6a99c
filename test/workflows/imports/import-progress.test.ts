import fc from '../../support/properties';
import {
  IMPORT_PACE,
  NO_ROWS,
  type ImportCounts,
  type ImportRange,
  type ImportRowsResult,
} from '../../../workflows/contract';
import { ImportProgress } from '../../../workflows/imports/import-progress';

const SIZE = IMPORT_PACE.rowsPerBatch;
const HOUR = 3_600_000;
const aFile = (total: number) => ({ importId: 'imp_1', accountId: 'acc_1', total, invalid: 2 });
const created = (rows: number): ImportCounts => ({ ...NO_ROWS, created: rows });
const rowsOf = ({ from, to }: ImportRange) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Works through the file where every batch can be done at once; answers the rows it asked for. */
function workThrough(total: number): number[] {
  const progress = new ImportProgress(aFile(total));
  const asked: number[] = [];
  for (let step = progress.step(0); step.kind === 'batch'; step = progress.step(0)) {
    progress.begin(step.batch);
    asked.push(...rowsOf(step.batch));
    progress.end(step.batch, { counts: created(rowsOf(step.batch).length), pending: 0 });
  }
  expect(progress.step(0)).toEqual({ kind: 'done' });
  expect(progress.state).toMatchObject({ created: total, invalid: 2, done: total + 2 });
  return asked;
}

test.each([0, 1, 2, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE, 2 * SIZE + 1])(
  'asks for every row of a file of %i, each once and in order',
  (total) => {
    expect(workThrough(total)).toEqual(total === 0 ? [] : rowsOf({ from: 1, to: total }));
  },
);

/** What becomes of one batch, and how long afterwards the next look is. */
const turns = fc.array(
  fc.record({
    pending: fc.constantFrom(0, 0, 1, 7),
    hold: fc.constantFrom(undefined, 'account' as const, 'recipient' as const),
    holdMs: fc.constantFrom(0, HOUR, 5 * HOUR),
    passMs: fc.constantFrom(0, 2 * HOUR),
    cancel: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 12 },
);

test('goes on in a new run, at whatever moment, as if it had stayed in the old one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 * SIZE }), turns, (total, story) => {
      const input = aFile(total);
      const stayed = new ImportProgress(input);
      let moved = new ImportProgress(input);
      let now = 0;
      /** Both do it; the one that moves does it in a run of its own. */
      const both = <T>(act: (progress: ImportProgress) => T): T => {
        const carried = JSON.parse(JSON.stringify(moved.carry())) as ReturnType<ImportProgress['carry']>;
        moved = new ImportProgress({ ...input, carried });
        const expected = act(stayed);
        expect(act(moved)).toEqual(expected);
        expect([moved.state, moved.isCancelled]).toEqual([stayed.state, stayed.isCancelled]);
        return expected;
      };
      for (const { pending, hold, holdMs, passMs, cancel } of story) {
        if (cancel) both((progress) => progress.cancel('d'));
        const step = both((progress) => progress.step(now));
        now += passMs;
        if (step.kind !== 'batch') continue;
        const { batch } = step;
        both((progress) => progress.begin(batch));
        const rows = rowsOf(batch).length;
        const waits = Math.min(pending, rows);
        const result: ImportRowsResult = {
          counts: created(rows - waits),
          pending: waits,
          ...(waits > 0 && hold && { hold: { reason: hold, until: new Date(now + holdMs).toISOString() } }),
        };
        both((progress) => progress.end(batch, result));
      }
    }),
    { numRuns: 300 },
  );
});

test('comes back to the rows that had to wait, and asks for none of the others again', () => {
  const progress = new ImportProgress(aFile(2 * SIZE));
  const first = { from: 1, to: SIZE };
  const second = { from: SIZE + 1, to: 2 * SIZE };
  const until = new Date(HOUR).toISOString();
  progress.begin(first);
  progress.end(first, { counts: created(SIZE - 1), pending: 1, hold: { reason: 'recipient', until } });
  expect(progress.step(0)).toEqual({ kind: 'batch', batch: second });
  expect(progress.begin(second)).toMatchObject({ seq: 2, heldUntil: until });
  progress.end(second, { counts: created(SIZE), pending: 0 });
  expect(progress.step(0)).toEqual({ kind: 'wait', until: HOUR });
  expect(progress.step(HOUR)).toMatchObject({ kind: 'batch', batch: first });
  expect(progress.begin(first)).toEqual({ seq: 3, others: { ...NO_ROWS, created: SIZE, invalid: 2 } });
  progress.end(first, { counts: created(SIZE), pending: 0 });
  expect(progress.step(HOUR)).toEqual({ kind: 'done' });
});
