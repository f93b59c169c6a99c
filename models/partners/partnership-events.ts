import { newIdBody } from '../../domain/ids';
import type { Actor, PartnershipEvent } from '../../workflows/contract';
import { after, anyOf, collection, insertOnce, lt, part, storeOf } from '../mongo/collection';

/** What becomes of a partnership; webhooks tell of it. */
export interface PartnershipEventDoc {
  /** `<partnershipId>:<name>` */
  readonly _id: string;
  readonly partnershipId: string;
  readonly type: PartnershipEvent;
  readonly at: Date;
  readonly actor: Actor;
  /** The invitation that does it; null where somebody does it directly. */
  readonly invitationId: string | null;
  /** Folders, where shares change. */
  readonly added: readonly string[];
  readonly withdrawn: readonly string[];
  /** `noted`: it is about to happen, and whoever does it has not yet said that it did. */
  readonly dispatch: 'noted' | 'pending' | 'done';
}

/** An event before it has happened. */
export type NewPartnershipEvent = Pick<
  PartnershipEventDoc,
  'partnershipId' | 'type' | 'actor' | 'invitationId'
> &
  Partial<Pick<PartnershipEventDoc, 'added' | 'withdrawn'>>;

/** Nobody did it directly, but an invitation. */
export const BY_USHER: Actor = { kind: 'system', id: 'usher' };

/** Whoever has said nothing for this long is dead. */
const SILENT_MS = 5 * 60_000;

const KEPT_SECONDS = 30 * 24 * 3600;

export const partnershipEventModel = collection<PartnershipEventDoc>(
  'partnership_events',
  {
    partnershipId: String,
    type: { type: String },
    at: Date,
    actor: part({ kind: String, id: String }),
    invitationId: String,
    added: [String],
    withdrawn: [String],
    dispatch: String,
  },
  [
    // What webhooks still have to tell of.
    { keys: { dispatch: 1, _id: 1 } },
    { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
);

/** What webhooks tell of partnerships. */
export class PartnershipEventStore extends storeOf(partnershipEventModel) {
  /**
   * Notes the event, makes the change and then says whether it took place, so that a process that dies in
   * between leaves something to look into: no change is untold, and nothing is told that is not so.
   */
  async around(event: NewPartnershipEvent, change: () => Promise<boolean>): Promise<boolean> {
    const _id = `${event.partnershipId}:${newIdBody()}`;
    const blank = { added: [], withdrawn: [], at: new Date(), dispatch: 'noted' as const };
    await insertOnce(this.model, { ...blank, ...event, _id });
    const changed = await change();
    if (changed) await this.model.updateOne({ _id, dispatch: 'noted' }, { $set: { dispatch: 'pending' } });
    else await this.model.deleteOne({ _id });
    return changed;
  }

  /** Events that webhooks still have to tell of, in order of ID; of those `noted` only what was left so. */
  async undispatched(afterId: string, limit: number): Promise<PartnershipEventDoc[]> {
    const left = { dispatch: 'noted' as const, at: lt(new Date(Date.now() - SILENT_MS)) };
    return this.model
      .find({ _id: after(1, afterId), $or: [{ dispatch: 'pending' }, left] })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<PartnershipEventDoc[]>();
  }

  /** Webhooks have told of these, or have nothing to tell. */
  async markDispatched(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.model.updateMany({ _id: anyOf(ids) }, { $set: { dispatch: 'done' } });
  }

  /** Nobody is told of what happened before. */
  async passOver(before: Date): Promise<void> {
    const open = { dispatch: anyOf(['noted', 'pending'] as const), at: lt(before) };
    await this.model.updateMany(open, { $set: { dispatch: 'done' } });
  }
}
