import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { forEachAtOnce } from '../../domain/for-each-at-once';
import type { Importer } from '../../domain/ports';
import type { EmailLimits } from '../../domain/email/allowance';
import type { ImportRowOutcome, InvitationImportRowDoc, Stores } from '../../models';
import {
  addCounts,
  failureOf,
  IMPORT_PACE,
  NO_ROWS,
  type ImportCounts,
  type ImportHold,
  type ImportRowsResult,
} from '../../workflows/contract';
import { RowInviter } from './row-inviter';

/** Rows in hand at the same time: each waits for the database and for Temporal in turn. */
const AT_ONCE = 8;

/** What an importer is made of. */
export interface ImporterDeps {
  readonly stores: Stores;
  readonly client: Client;
  readonly limits: EmailLimits;
  /** Invitations a second and process; default {@link IMPORT_PACE}. */
  readonly rowsPerSecond?: number;
}

/** Invites the rows of imports: stores, then starts, like the API, and each row at most once. */
export function createImporter({
  stores,
  rowsPerSecond = IMPORT_PACE.rowsPerSecond,
  ...rest
}: ImporterDeps): Importer {
  return {
    async importRows({ importId, from, to, seq, others, heldUntil }, mayGoOn) {
      const doc = await stores.imports.findById(importId);
      if (doc === undefined) throw failureOf({ type: 'ImportMissing' });
      const rows = (await stores.importRows.range(importId, from, to)).filter(({ input }) => input !== null);
      const open = rows.filter(({ result }) => result === null);
      const inviter = await RowInviter.forBatch({ stores, ...rest }, doc, open);
      const work = new BatchWork(inviter, pacer(rowsPerSecond), mayGoOn);
      await work.run(open);
      await stores.importRows.settle(work.outcomes);
      // What was done is written; what could not be done is tried again.
      if (work.failure !== undefined) throw work.failure;
      const answer = resultOf(rows, work);
      const until = answer.hold?.until ?? heldUntil;
      const counts = addCounts(others, answer.counts);
      await stores.imports.progress(importId, seq, counts, until === undefined ? null : new Date(until));
      return answer;
    },
    close: async (input) => {
      const counts = await stores.importRows.count(input.importId);
      await stores.imports.close(input, counts);
      return counts;
    },
  };
}

/** One attempt at a batch: ends early when it is told to, when an allowance is used up, or when a row fails. */
class BatchWork {
  readonly outcomes: ImportRowOutcome[] = [];
  hold: ImportHold | undefined;
  failure: Error | undefined;

  constructor(
    private readonly inviter: RowInviter,
    private readonly turn: () => Promise<void>,
    private readonly mayGoOn: () => boolean,
  ) {}

  /** Of several rows with one address the first comes first. */
  async run(rows: readonly InvitationImportRowDoc[]): Promise<void> {
    const seen = new Set<string>();
    const first = rows.filter(({ emailKey }) => !seen.has(emailKey) && seen.add(emailKey));
    await forEachAtOnce(first, AT_ONCE, (row) => this.one(row));
    const others = rows.filter((row) => !first.includes(row));
    await forEachAtOnce(others, 1, (row) => this.one(row));
  }

  private isOver(): boolean {
    return !this.mayGoOn() || this.failure !== undefined || this.hold?.reason === 'account';
  }

  private async one(row: InvitationImportRowDoc): Promise<void> {
    if (this.isOver()) return;
    try {
      const outcome = await this.inviter.invite(row, this.turn);
      if ('until' in outcome) this.hold = this.hold?.reason === 'account' ? this.hold : outcome;
      else this.outcomes.push(outcome);
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error('unknown');
    }
  }
}

function resultOf(
  rows: readonly InvitationImportRowDoc[],
  { outcomes, hold }: Pick<BatchWork, 'outcomes' | 'hold'>,
): ImportRowsResult {
  const now = new Map(outcomes.map(({ id, result }) => [id, result]));
  const counts: Record<keyof ImportCounts, number> = { ...NO_ROWS };
  let pending = 0;
  for (const { _id, result } of rows) {
    const known = result ?? now.get(_id);
    if (known === undefined) pending += 1;
    else counts[known] += 1;
  }
  return { counts, pending, ...(hold && { hold }) };
}

/** Lets callers through one by one, so many a second. */
function pacer(rowsPerSecond: number): () => Promise<void> {
  const everyMs = 1000 / rowsPerSecond;
  let next = performance.now();
  return async () => {
    const now = performance.now();
    const wait = next - now;
    next = Math.max(next, now) + everyMs;
    if (wait > 1) await sleep(wait);
  };
}
