import type { Connection } from 'mongoose';
import { type KeyRing, keyedHash } from '../../domain/security/key-ring';
import { storeOf } from '../mongo/collection';
import { countDown, counters, countUp } from '../mongo/counters';

/** What is counted, and up to where. */
export interface Attempts {
  readonly what:
    | 'ip'
    | 'pair'
    | 'user'
    | 'device'
    | 'reset'
    | 'apply-ip'
    | 'apply-program'
    | 'apply-account'
    | 'apply-address'
    | 'apply-file-ip'
    | 'apply-file-account';
  readonly who: string;
  /** 0 counts nothing. */
  readonly most: number;
  readonly windowMs: number;
}

export const attemptCounterModel = counters('attempt_counters');

/**
 * Counts attempts of strangers over all processes; exact under races. IDs are `<end of the window>:<hash>`: whom
 * one counts for cannot be read from it.
 */
export class AttemptCounterStore extends storeOf(attemptCounterModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  /** Counts one attempt; returns how long to wait, in milliseconds, when there were too many. */
  async take(attempts: Attempts, at = Date.now()): Promise<number | undefined> {
    if (attempts.most === 0) return undefined;
    const ends = endOf(attempts, at);
    const counter = { _id: this.idOf(attempts, ends), expiresAt: new Date(ends) };
    return (await countUp(this.model, counter, attempts.most)) ? undefined : ends - at;
  }

  /** Takes back one attempt that turned out well. */
  async giveBack(attempts: Attempts, at = Date.now()): Promise<void> {
    await countDown(this.model, this.idOf(attempts, endOf(attempts, at)));
  }

  /** Forgets all attempts of one kind. */
  async forget(attempts: Attempts, at = Date.now()): Promise<void> {
    await this.model.deleteOne({ _id: this.idOf(attempts, endOf(attempts, at)) });
  }

  private idOf({ what, who, windowMs }: Attempts, ends: number): string {
    return `${ends}:${keyedHash(`usher:attempts:v1:${what}:${windowMs}:${who}`, this.secret)}`;
  }
}

function endOf({ windowMs }: Attempts, at: number): number {
  return (Math.floor(at / windowMs) + 1) * windowMs;
}
