import type { TimelineEvent } from '../../domain/invitations/timeline-event';
import {
  webhookEventType,
  type Actor,
  type TimelineEntry,
  type TimelineType,
} from '../../workflows/contract';
import { after, anyOf, collection, insertMissing, insertOnce, lt, part, storeOf } from '../mongo/collection';

export interface InvitationEventDoc extends TimelineEvent {
  /** `<invitationId>:<n>` for the workflow's entries, `<invitationId>:<name>` for our own. */
  readonly _id: string;
  /** Whether webhooks still have to tell of it; `none` for what they never tell of. */
  readonly dispatch: 'pending' | 'done' | 'none';
}

/** Whether an entry of this type is one that webhooks tell of. */
const dispatchOf = (type: TimelineType): 'pending' | 'none' =>
  webhookEventType(type) === undefined ? 'none' : 'pending';

export interface OwnEvent {
  readonly at: Date;
  readonly type: TimelineType;
  readonly actor: Actor;
  readonly detail?: InvitationEventDoc['detail'];
  readonly changes?: InvitationEventDoc['changes'];
}

export const invitationEventModel = collection<InvitationEventDoc>(
  'invitation_events',
  {
    invitationId: String,
    n: Number,
    at: Date,
    type: { type: String },
    actor: part({ kind: String, id: String }),
    reasonRef: String,
    detail: {},
    changes: {},
    dispatch: String,
  },
  [
    // The timeline of one invitation, in order.
    { keys: { invitationId: 1, at: 1, n: 1 } },
    // What webhooks still have to tell of.
    { keys: { dispatch: 1, _id: 1 } },
  ],
);

/** The timeline; entries are never changed, only their personal part is erased. */
export class InvitationEventStore extends storeOf(invitationEventModel) {
  /** Writes the workflow's entries; those that are there already stay as they are. */
  async addRecorded(invitationId: string, entries: readonly TimelineEntry[]): Promise<void> {
    const docs = entries.map(({ n, at, type, actor, reasonRef, detail }): InvitationEventDoc => ({
      _id: `${invitationId}:${n}`,
      invitationId,
      n,
      at: new Date(at),
      type,
      actor: { kind: actor.kind, id: actor.id },
      reasonRef: reasonRef ?? null,
      detail: detail ?? null,
      changes: null,
      dispatch: dispatchOf(type),
    }));
    await insertMissing(this.model, docs);
  }

  /** Writes an entry that the workflow does not know; the name makes it happen once. */
  async addOwn(invitationId: string, name: string, event: OwnEvent): Promise<void> {
    await insertOnce(this.model, {
      _id: `${invitationId}:${name}`,
      invitationId,
      n: 0,
      at: event.at,
      type: event.type,
      actor: event.actor,
      reasonRef: null,
      detail: event.detail ?? null,
      changes: event.changes ?? null,
      dispatch: dispatchOf(event.type),
    });
  }

  /** Entries that webhooks still have to tell of, in order of ID, for sweeps over all of them. */
  async undispatched(afterId: string, limit: number): Promise<InvitationEventDoc[]> {
    return this.model
      .find({ dispatch: 'pending', _id: after(1, afterId) })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<InvitationEventDoc[]>();
  }

  /** Webhooks have told of these entries, or have nothing to tell. */
  async markDispatched(ids: readonly string[]): Promise<void> {
    const filter = { _id: anyOf(ids), dispatch: 'pending' as const };
    if (ids.length > 0) await this.model.updateMany(filter, { $set: { dispatch: 'done' } });
  }

  /** Nobody is told of what happened before. */
  async passOver(before: Date): Promise<void> {
    await this.model.updateMany({ dispatch: 'pending', at: lt(before) }, { $set: { dispatch: 'done' } });
  }

  /** How many entries an invitation's timeline has. */
  async count(invitationId: string): Promise<number> {
    return this.model.countDocuments({ invitationId });
  }

  /** Oldest first; entries of the same instant in the workflow's order. */
  async list(invitationId: string): Promise<InvitationEventDoc[]> {
    return this.model.find({ invitationId }).sort({ at: 1, n: 1, _id: 1 }).lean<InvitationEventDoc[]>();
  }

  async erase(invitationId: string): Promise<void> {
    await this.model.updateMany({ invitationId }, { $set: { changes: null } });
  }
}
