import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Deadline } from './deadlines';

/**
 * The one timer of an invitation. It is set anew only when the deadline moves, so that other news, above all
 * an answer of the read model, neither costs events nor changes what the timers are called on replay.
 */
export class DeadlineTimer {
  private scope: CancellationScope | undefined;
  private at: number | undefined;

  constructor(private readonly onRing: () => void) {}

  /** Rings at the deadline, and no longer at an earlier one. */
  set(deadline: Deadline | undefined): void {
    if (deadline?.at === this.at) return;
    this.scope?.cancel();
    this.scope = undefined;
    this.at = deadline?.at;
    if (!deadline) return;
    this.scope = new CancellationScope();
    void this.scope.run(() => this.ringAt(deadline)).catch(unlessSetAnew);
  }

  private async ringAt({ at, kind }: Deadline): Promise<void> {
    // The clocks of a cluster differ a little, so a timer may fire before its instant.
    do await sleep(Math.max(at - Date.now(), 1), { summary: kind });
    while (Date.now() < at);
    this.at = undefined;
    this.onRing();
  }
}

function unlessSetAnew(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
