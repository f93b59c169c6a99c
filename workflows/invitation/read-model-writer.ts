import { ActivityFailure, log } from '@temporalio/workflow';
import { quickActivities, remoteRecord } from '../activity-proxies';
import type { InvitationSnapshot } from '../contract';
import { quickly } from '../quickly';

/**
 * Keeps the read model up to date: one writer, the latest state wins, and the business waits for it no longer than a
 * quick try takes. A database that is down stops lists, not invitations.
 *
 * The end of a write schedules nothing. On replay the answer of a local activity can come together with news
 * that came before it, so only the main loop, which acts on the state and not on the order, starts a write.
 */
export class ReadModelWriter {
  private isBusy = false;

  /** A new invitation counts as recorded up to its creation, which the API has stored. */
  constructor(
    private readonly latest: () => InvitationSnapshot,
    private recorded = { seq: latest().seq, entries: 0 },
  ) {}

  /** What a continued run has to know of this one. */
  carry(): { seq: number; entries: number } {
    return this.recorded;
  }

  /** Writes unless a write is under way; what cannot be written at once is written in the background. */
  async refresh(): Promise<void> {
    if (!this.isDue()) return;
    const row = this.unwritten();
    const options = { summary: row.status };
    if (await quickly(() => quickActivities.recordInvitation.executeWithOptions(options, [row])))
      this.written(row);
    else void this.writePatiently(this.unwritten());
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

  private async writePatiently(row: InvitationSnapshot): Promise<void> {
    this.isBusy = true;
    try {
      await remoteRecord.recordInvitation(row);
      this.written(row);
    } catch (error) {
      this.leaveToReconciler(row, error);
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
