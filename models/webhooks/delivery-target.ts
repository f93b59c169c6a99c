import type { QueryFilter } from 'mongoose';
import { lt, part, storeOf, type collection, type Fields } from '../mongo/collection';

/** Why something that is posted to is paused: it said so, or it took nothing for days. */
export type WebhookPauseCode = 'gone' | 'failing';

/** How an address fares that messages are posted to. */
export interface DeliveryTarget {
  readonly _id: string;
  readonly status: 'active' | 'paused';
  /** What an administrator has to know: why Usher paused it. */
  readonly notice: { readonly at: Date; readonly code: WebhookPauseCode } | null;
  readonly consecutiveFailures: number;
  readonly failingSince: Date | null;
  readonly lastSuccessAt: Date | null;
}

/** Members of a {@link DeliveryTarget} in the database. */
export const TARGET_FIELDS: Fields = {
  status: String,
  notice: part({ at: Date, code: String }),
  consecutiveFailures: Number,
  failingSince: Date,
  lastSuccessAt: Date,
};

/** One that nothing was posted to yet. */
export const NEW_TARGET = {
  status: 'active',
  notice: null,
  consecutiveFailures: 0,
  failingSince: null,
} as const;

/** A success is noted again after this; one message after the other does not write the same. */
const SUCCESS_NOTED_EVERY_MS = 60_000;

/** Whether noting another success would say nothing new. */
export function isKnownToWork({ consecutiveFailures, lastSuccessAt }: DeliveryTarget): boolean {
  const agoMs = Date.now() - (lastSuccessAt?.getTime() ?? 0);
  return consecutiveFailures === 0 && agoMs < SUCCESS_NOTED_EVERY_MS;
}

/** The base class of stores of such addresses. */
export function targetStoreOf<T extends DeliveryTarget>(modelOn: ReturnType<typeof collection<T>>) {
  return class extends storeOf<T>(modelOn) {
    /** Across accounts, for the worker only. */
    async findById(id: string): Promise<T | undefined> {
      return (await this.model.findOne(where<T>({ _id: id })).lean<T>()) ?? undefined;
    }

    /** Whether this call paused it; one that is paused already keeps its notice. */
    async pause(id: string, code: WebhookPauseCode): Promise<boolean> {
      return this.pauseIf({ _id: id, status: 'active' }, code);
    }

    /** Pauses one that has taken nothing since the instant. */
    async pauseIfSilentSince(id: string, since: Date): Promise<boolean> {
      const never = { _id: id, status: 'active', lastSuccessAt: null };
      const surely = new Date(since.getTime() - SUCCESS_NOTED_EVERY_MS);
      const before = { _id: id, status: 'active', lastSuccessAt: lt(surely) };
      return (await this.pauseIf(never, 'failing')) || (await this.pauseIf(before, 'failing'));
    }

    async noteSuccess(id: string, at: Date): Promise<void> {
      const set = { lastSuccessAt: at, consecutiveFailures: 0, failingSince: null };
      await this.model.updateOne(where<T>({ _id: id }), { $set: set });
    }

    async noteFailure(id: string, at: Date): Promise<void> {
      await this.model.updateOne(where<T>({ _id: id }), { $inc: { consecutiveFailures: 1 } });
      const first = where<T>({ _id: id, failingSince: null });
      await this.model.updateOne(first, { $set: { failingSince: at } });
    }

    protected async pauseIf(filter: object, code: WebhookPauseCode): Promise<boolean> {
      const set = { status: 'paused', notice: { at: new Date(), code } };
      return (await this.model.updateOne(where<T>(filter), { $set: set })).modifiedCount === 1;
    }
  };
}

const where = <T>(filter: object) => filter as QueryFilter<T>;
