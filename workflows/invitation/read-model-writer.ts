import { ActivityFailure, log } from '@temporalio/workflow';
import { remoteRecord, localRecord } from '../activity-proxies';
import type { InvitationSnapshot } from '../contract';

/**
 * Keeps the read model up to date from the background: one writer, the latest state wins, and the
 * business never waits for it. A database that is down stops lists, not invitations.
 *
 * The end of a write schedules nothing. On replay the answer of a local activity can come together with news
 * that came before it, so only the main loop, which acts on the state and not on the order, starts a write.
 */
export class ReadModelWriter {
  private isBusy = false;
  private isPatient = false;

  /** A new invitation counts as recorded up to its creation, which the API has stored. */
  constructor(
    private readonly latest: () => InvitationSnapshot,
    private recorded = { seq: latest().seq, entries: 0 },
  ) {}

  /** What a continued run has to know of this one. */
  carry(): { seq: number; entries: number } {
    return this.recorded;
  }

  /** Starts writing unless a write is under way. */
  refresh(): void {
    if (this.isDue()) void this.write(this.unwritten());
  }

  /** There is something to write and nobody is writing. */
  isDue(): boolean {
    return !this.isBusy && this.isBehind();
  }

  /** The read model has everything. */
  isSettled(): boolean {
    return !this.isBusy && !this.isBehind();
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

  /** Quickly where the database is there; when it is not, the next write has all the time in the world. */
  private async write(row: InvitationSnapshot): Promise<void> {
    this.isBusy = true;
    try {
      await (this.isPatient ? remoteRecord : localRecord).recordInvitation(row);
      this.written(row);
      this.isPatient = false;
    } catch (error) {
      // Whatever kept the quick write from being done (a local activity that timed out fails with another
      // error when it is replayed), the patient one is to do it.
      if (this.isPatient) this.leaveToReconciler(row, error);
      this.isPatient = !this.isPatient;
    }
    this.isBusy = false;
  }

  /** What the database refuses for good, a later state or the reconciler makes good; the invitation goes on. */
  private leaveToReconciler(row: InvitationSnapshot, error: unknown): void {
    if (!(error instanceof ActivityFailure)) throw error;
    log.error('The read model refused a state for good', { cause: error.cause?.message });
    this.written(row);
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
