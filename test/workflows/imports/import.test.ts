import { randomBytes } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { invitationImportWorkflow } from '../../../workflows';
import {
  cancelImportSignal,
  cancelImportUpdate,
  IMPORT_BATCHES_PER_RUN,
  IMPORT_PACE,
  importStart,
  importStateQuery,
  NO_ROWS,
  refusalIn,
  type ImportState,
} from '../../../workflows/contract';
import { testWorkflowBundle } from '../../support/engines';
import { DAY, failedTasks, HOUR, useTestEnvironment } from '../../support/workflows/use-test-environment';

const inUse = useTestEnvironment();

type Import = WorkflowHandle<typeof invitationImportWorkflow>;
const started: Import[] = [];

async function startImport(
  total: number,
  invalid = 0,
): Promise<{ readonly id: string; readonly run: Import }> {
  const id = `imp_${randomBytes(13).toString('hex')}`;
  const options = importStart({ importId: id, accountId: 'acc_vendor', total, invalid });
  const run = await inUse.environment.client.workflow.start(invitationImportWorkflow, options);
  started.push(run);
  return { id, run };
}

/** No task failed, and every run replays. */
afterEach(async () => {
  const histories = [];
  for (const { workflowId } of started.splice(0)) {
    const history = await inUse.environment.client.workflow.getHandle(workflowId).fetchHistory();
    expect(failedTasks(history)).toEqual([]);
    histories.push({ workflowId, history });
  }
  const options = { workflowBundle: testWorkflowBundle() };
  for await (const { error } of Worker.runReplayHistories(options, histories)) expect(error).toBeUndefined();
});

const SIZE = IMPORT_PACE.rowsPerBatch;
const decision = (decisionId: string) => ({ decisionId, actor: { kind: 'operator', id: 'olga' } }) as const;

/** Waits until the import says so itself. */
async function reaches(run: Import, satisfies: (state: ImportState) => boolean): Promise<ImportState> {
  for (;;) {
    const state = await run.query(importStateQuery);
    if (satisfies(state)) return state;
  }
}

/** Batches that the fakes were asked for, in order. */
const batches = (id: string) => inUse.fakes.inputsOf(id, 'importRows').map(({ from, to }) => [from, to]);

describe('an import', () => {
  it('works through all rows in batches and ends with the counts of its rows', async () => {
    inUse.fakes.answer('closeImport', { ...NO_ROWS, created: 118, invalid: 3 });
    const { id, run } = await startImport(2 * SIZE + 21, 3);
    expect(await run.result()).toEqual({
      ...NO_ROWS,
      importId: id,
      status: 'completed',
      created: 118,
      invalid: 3,
    });
    expect(batches(id)).toEqual([
      [1, SIZE],
      [SIZE + 1, 2 * SIZE],
      [2 * SIZE + 1, 2 * SIZE + 21],
    ]);
    const inputs = inUse.fakes.inputsOf(id, 'importRows');
    expect(inputs.map(({ seq, others }) => [seq, others.created, others.invalid])).toEqual([
      [1, 0, 3],
      [2, SIZE, 3],
      [3, 2 * SIZE, 3],
    ]);
    expect(await run.query(importStateQuery)).toMatchObject({ status: 'completed', done: 121 });
  });

  it('carries numbers only, never a row', async () => {
    const { run } = await startImport(SIZE);
    await run.result();
    const { events } = await run.fetchHistory();
    const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    expect(Object.keys(JSON.parse(Buffer.from(input ?? []).toString()) as object)).toEqual([
      'importId',
      'accountId',
      'total',
      'invalid',
    ]);
  });

  it('is tried again for as long as the database is away', async () => {
    inUse.fakes.fail('importRows', 'transient', 6);
    const { id, run } = await startImport(SIZE);
    await inUse.skip(HOUR);
    expect((await run.result()).status).toBe('completed');
    expect(inUse.fakes.callsOf(id, 'importRows')).toHaveLength(7);
  });

  it('fails when its rows are gone', async () => {
    inUse.fakes.fail('importRows', 'permanent');
    const { id, run } = await startImport(3 * SIZE);
    expect((await run.result()).status).toBe('failed');
    expect(inUse.fakes.inputsOf(id, 'closeImport')).toEqual([
      expect.objectContaining({ importId: id, status: 'failed' }),
    ]);
  });

  it('continues as new before its history grows long, without losing its place', async () => {
    const total = (IMPORT_BATCHES_PER_RUN + 2) * SIZE;
    const { id, run } = await startImport(total, 5);
    expect((await run.result()).status).toBe('completed');
    expect(batches(id)).toHaveLength(IMPORT_BATCHES_PER_RUN + 2);
    const last = inUse.fakes.inputsOf(id, 'importRows').at(-1);
    expect([last?.to, last?.seq, last?.others.created, last?.others.invalid]).toEqual([
      total,
      IMPORT_BATCHES_PER_RUN + 2,
      total - SIZE,
      5,
    ]);
    const first = await run.describe();
    expect(first.historyLength).toBeLessThan(100);
  });
});

describe('a daily limit', () => {
  const until = async (ms: number) => new Date((await inUse.environment.now()) + ms).toISOString();

  it('of the account holds everything until the next day', async () => {
    const heldUntil = await until(5 * HOUR);
    inUse.fakes.answer('importRows', {
      counts: { ...NO_ROWS, created: 10 },
      pending: SIZE - 10,
      hold: { reason: 'account', until: heldUntil },
    });
    const { id, run } = await startImport(2 * SIZE);
    const held = await reaches(run, (state) => state.heldUntil !== undefined);
    expect(held).toMatchObject({ status: 'running', done: 10, heldUntil });
    expect(batches(id)).toEqual([[1, SIZE]]);
    await inUse.skip(4 * HOUR);
    expect(batches(id)).toHaveLength(1);

    inUse.fakes.answer('importRows', { counts: { ...NO_ROWS, created: SIZE }, pending: 0 });
    await inUse.skip(2 * HOUR);
    expect((await run.result()).status).toBe('completed');
    expect(batches(id)).toEqual([
      [1, SIZE],
      [1, SIZE],
      [SIZE + 1, 2 * SIZE],
    ]);
    const [, again] = inUse.fakes.inputsOf(id, 'importRows');
    expect([again?.others, again?.heldUntil]).toEqual([NO_ROWS, undefined]);
  });

  it('of one recipient lets the other rows go on', async () => {
    const heldUntil = await until(DAY);
    inUse.fakes.answer('importRows', {
      counts: { ...NO_ROWS, created: SIZE - 1 },
      pending: 1,
      hold: { reason: 'recipient', until: heldUntil },
    });
    const { id, run } = await startImport(2 * SIZE);
    await reaches(run, ({ done }) => done === 2 * SIZE - 2);
    expect(batches(id)).toEqual([
      [1, SIZE],
      [SIZE + 1, 2 * SIZE],
    ]);
    inUse.fakes.answer('importRows', { counts: { ...NO_ROWS, created: SIZE }, pending: 0 });
    await inUse.skip(2 * DAY);
    expect((await run.result()).status).toBe('completed');
    expect(batches(id)).toHaveLength(4);
  });
});

describe('cancelling', () => {
  const hold = () =>
    inUse.fakes.answer('importRows', {
      counts: { ...NO_ROWS, created: 1 },
      pending: 1,
      hold: { reason: 'account', until: '2999-01-01T00:00:00.000Z' },
    });

  it('by Update ends a held import and is refused afterwards', async () => {
    hold();
    const { run } = await startImport(SIZE);
    await reaches(run, ({ heldUntil }) => heldUntil !== undefined);
    expect(await run.executeUpdate(cancelImportUpdate, { args: [decision('a')] })).toMatchObject({ done: 1 });
    expect((await run.result()).status).toBe('cancelled');
    const late: unknown = await run
      .executeUpdate(cancelImportUpdate, { args: [decision('b')] })
      .catch((error: unknown) => error);
    expect(late).toBeInstanceOf(Error);
  });

  it('by Signal counts too', async () => {
    hold();
    const { run } = await startImport(SIZE);
    await reaches(run, ({ heldUntil }) => heldUntil !== undefined);
    await run.signal(cancelImportSignal, decision('a'));
    expect((await run.result()).status).toBe('cancelled');
  });

  it('does not wait for a database that is away', async () => {
    inUse.fakes.fail('importRows', 'transient');
    const { id, run } = await startImport(SIZE);
    await reaches(run, () => inUse.fakes.callsOf(id, 'importRows').length > 1);
    await run.executeUpdate(cancelImportUpdate, { args: [decision('a')] });
    expect((await run.result()).status).toBe('cancelled');
  });

  it('in Temporal means the same', async () => {
    hold();
    const { run } = await startImport(SIZE);
    await reaches(run, ({ heldUntil }) => heldUntil !== undefined);
    await run.cancel();
    expect((await run.result()).status).toBe('cancelled');
  });

  it('is refused when it is malformed', async () => {
    hold();
    const { run } = await startImport(SIZE);
    const refused: unknown = await run
      .executeUpdate(cancelImportUpdate, { args: [{} as never] })
      .catch((error: unknown) => error);
    expect(refusalIn(refused)?.type).toBe('InvalidDecision');
    await run.signal(cancelImportSignal, null as never);
    await run.executeUpdate(cancelImportUpdate, { args: [decision('a')] });
    await expect(run.result()).resolves.not.toBeInstanceOf(WorkflowFailedError);
  });
});
