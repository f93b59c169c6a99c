import {
  addCounts,
  doneOf,
  IMPORT_PACE,
  NO_ROWS,
  type CarriedImport,
  type ImportCounts,
  type ImportHold,
  type ImportRange,
  type ImportRowsInput,
  type ImportRowsResult,
  type ImportState,
  type ImportStatus,
  type ImportWorkflowInput,
  type WaitingBatch,
} from '../contract';

/** What an import can do now. */
export type ImportStep =
  | { readonly kind: 'batch'; readonly batch: ImportRange }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'done' };

/** How far an import is. It never waits and never calls anything; the workflow around it does. */
export class ImportProgress {
  status: ImportStatus = 'running';
  private next: number;
  private settled: ImportCounts;
  private waiting: WaitingBatch[];
  private hold: ImportHold | undefined;
  private seq: number;
  private cancelledBy: string | undefined;

  constructor(private readonly input: ImportWorkflowInput) {
    const { carried } = input;
    this.next = carried?.next ?? 1;
    this.settled = carried?.settled ?? { ...NO_ROWS, invalid: input.invalid };
    this.waiting = [...(carried?.waiting ?? [])];
    this.hold = carried?.hold;
    this.seq = carried?.seq ?? 0;
    this.cancelledBy = carried?.cancelledBy;
  }

  get isCancelled(): boolean {
    return this.cancelledBy !== undefined;
  }

  /** What became of all rows so far. */
  get counts(): ImportCounts {
    return this.waiting.reduce((sum, { counts }) => addCounts(sum, counts), this.settled);
  }

  get state(): ImportState {
    const { importId, total } = this.input;
    const { counts, status, hold } = this;
    const held = status === 'running' && hold !== undefined && { heldUntil: hold.until };
    return { importId, status, total, done: doneOf(counts), ...counts, ...held };
  }

  /** Ends the import after the rows in hand; the same decision again changes nothing. */
  cancel(decisionId: string): void {
    if (this.status === 'running') this.cancelledBy ??= decisionId;
  }

  /** Batches that wait come first once their time has come. */
  step(now: number): ImportStep {
    const until = this.hold === undefined ? now : Date.parse(this.hold.until);
    const isHeld = until > now;
    if (isHeld && this.hold?.reason === 'account') return { kind: 'wait', until };
    const [late] = this.waiting;
    if (late !== undefined && !isHeld) return { kind: 'batch', batch: late };
    if (this.next <= this.input.total) {
      const to = Math.min(this.next + IMPORT_PACE.rowsPerBatch - 1, this.input.total);
      return { kind: 'batch', batch: { from: this.next, to } };
    }
    return late === undefined ? { kind: 'done' } : { kind: 'wait', until };
  }

  /** Takes a batch in hand; returns its number and what became of all other rows. */
  begin({ from, to }: ImportRange): Pick<ImportRowsInput, 'seq' | 'others' | 'heldUntil'> {
    this.seq += 1;
    const isLate = this.waiting.some((batch) => batch.from === from);
    this.waiting = this.waiting.filter((batch) => batch.from !== from);
    if (isLate) this.hold = undefined;
    else this.next = to + 1;
    return { seq: this.seq, others: this.counts, ...(this.hold && { heldUntil: this.hold.until }) };
  }

  /** Notes what became of a batch. */
  end({ from, to }: ImportRange, { counts, pending, hold }: ImportRowsResult): void {
    if (pending > 0) this.waiting.push({ from, to, counts });
    else this.settled = addCounts(this.settled, counts);
    if (hold !== undefined) this.hold = hold;
  }

  /** The last count, over the rows themselves. */
  recount(counts: ImportCounts): void {
    this.waiting = [];
    this.settled = counts;
  }

  /** What a continued run has to know of this one. */
  carry(): CarriedImport {
    const { next, settled, waiting, hold, seq, cancelledBy } = this;
    return { next, settled, waiting, seq, ...(hold && { hold }), ...(cancelledBy && { cancelledBy }) };
  }
}
