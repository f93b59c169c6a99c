import type { Connection, Model } from 'mongoose';
import type { InvitationFacts } from '../../domain/invitations/statistics';
import type { TimelineType } from '../../workflows/contract';
import { between, anyOf } from '../mongo/collection';
import { invitationEventModel, type InvitationEventDoc } from './invitation-events';
import { invitationModel, type InvitationDoc } from './invitation-model';

type Head = Pick<InvitationDoc, '_id' | 'inviterId' | 'program' | 'createdAt' | 'timelineN'>;

/** Invitations whose timelines are read in one round trip. */
const BATCH = 500;

/** Reads timelines for statistics, one batch at a time, so that memory stays small however many there are. */
export class InvitationStatsReader {
  private readonly invitations: Model<InvitationDoc>;
  private readonly events: Model<InvitationEventDoc>;
  constructor(connection: Connection) {
    this.invitations = invitationModel(connection);
    this.events = invitationEventModel(connection);
  }

  /** The account's invitations that were created from `from` up to, but not including, `to`. */
  async *ofPeriod(accountId: string, from: Date, to: Date): AsyncGenerator<InvitationFacts> {
    const heads = this.invitations
      .find({ accountId, createdAt: between(from, to) })
      .select({ inviterId: 1, program: 1, createdAt: 1, timelineN: 1 })
      .lean<Head>()
      .cursor({ batchSize: BATCH });
    let batch: Head[] = [];
    for await (const head of heads as AsyncIterable<Head>) {
      batch.push(head);
      if (batch.length < BATCH) continue;
      yield* await this.withTimelines(batch);
      batch = [];
    }
    yield* await this.withTimelines(batch);
  }

  private async withTimelines(heads: readonly Head[]): Promise<InvitationFacts[]> {
    if (heads.length === 0) return [];
    // By ID alone, which every engine has an index for.
    const ids = heads.flatMap(({ _id, timelineN }) => [
      ...Array.from({ length: timelineN }, (_, index) => `${_id}:${index + 1}`),
      `${_id}:viewed`,
    ]);
    const events = await this.events
      .find({ _id: anyOf(ids) })
      .select({ invitationId: 1, type: 1, at: 1 })
      .lean<Pick<InvitationEventDoc, 'invitationId' | 'type' | 'at'>[]>();
    const firsts = new Map(heads.map(({ _id }) => [_id, new Map<TimelineType, Date>()]));
    for (const { invitationId, type, at } of events) {
      const known = firsts.get(invitationId);
      const before = known?.get(type);
      if (before === undefined || at < before) known?.set(type, at);
    }
    return heads.map(({ _id, inviterId, program, createdAt }) => ({
      inviterId,
      program,
      createdAt,
      firsts: firsts.get(_id) ?? new Map<TimelineType, Date>(),
    }));
  }
}
