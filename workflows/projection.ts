import { ActivityFailure, condition, isCancellation, log } from '@temporalio/workflow';
import { patientRecord, quickRecord } from './activity-proxies';
import type { InvitationSnapshot } from './contract';

/**
 * Keeps the read model up to date from the background: one writer, the latest state wins, and the
 * business never waits for it. A database that is down stops lists, not invitations.
 */
export class Projection {
  private busy = false;

  /** A new invitation counts as recorded up to its creation, which the API has stored. */
  constructor(
    private readonly latest: () => InvitationSnapshot,
    private recorded = { seq: latest().seq, entries: 0 },
  ) {}

  /** What a continued run has to know of this one. */
  carry(): { seq: number; entries: number } {
    return this.recorded;
  }

  /** Starts writing unless a write is under way, which then goes on with what is new. */
  refresh(): void {
    if (!this.busy && this.isBehind()) void this.catchUp();
  }

  /** The state to write, for an activity that is about to run anyway; `undefined` when all is written. */
  handOver(): InvitationSnapshot | undefined {
    return this.isBehind() ? this.unwritten() : undefined;
  }

  /** The activity that was given this state has written it. */
  written(row: InvitationSnapshot): void {
    const entries = row.timeline.at(-1)?.n ?? this.recorded.entries;
    this.recorded = {
      seq: Math.max(this.recorded.seq, row.seq),
      entries: Math.max(this.recorded.entries, entries),
    };
  }

  /** Resolves when the read model has everything. */
  async settled(): Promise<void> {
    this.refresh();
    await condition(() => !this.busy && !this.isBehind());
  }

  private async catchUp(): Promise<void> {
    this.busy = true;
    while (this.isBehind()) {
      const row = this.unwritten();
      await record(row);
      this.written(row);
    }
    this.busy = false;
  }

  private isBehind(): boolean {
    return this.recorded.seq < this.latest().seq;
  }

  /** The latest state with only those timeline entries that are not stored yet. */
  private unwritten(): InvitationSnapshot {
    const state = this.latest();
    return { ...state, timeline: state.timeline.slice(this.recorded.entries) };
  }
}

async function record(row: InvitationSnapshot): Promise<void> {
  try {
    await quickRecord.recordInvitation(row);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await patientRecord.recordInvitation(row).catch(leaveToReconciler);
  }
}

/** What the database refuses for good, a later state or the reconciler makes good; the invitation goes on. */
function leaveToReconciler(error: unknown): void {
  if (!(error instanceof ActivityFailure)) throw error;
  log.error('The read model refused a state for good', { cause: error.cause?.message });
}
