import type { Connection, QueryFilter } from 'mongoose';
import type { Actor } from '../../workflows/contract';
import { anyOf, collection, findOne, insertOnce, isDuplicateKey, not, storeOf } from '../mongo/collection';
import { searchKey } from '../invitations/invitation-document';
import { escapeRegExp } from '../invitations/invitation-list';
import { pageOf, type Page } from '../mongo/page';
import { BY_USHER, type PartnershipEventStore } from './partnership-events';

export interface PartnershipDoc {
  readonly _id: string;
  /** The inviting account. */
  readonly accountId: string;
  readonly partnerAccountId: string;
  /** `<accountId>:<partnerAccountId>` */
  readonly pairKey: string;
  /** The partner's name as the inviting account knows it, and its form for search and sorting. */
  readonly partnerName: string;
  readonly partnerNameKey: string;
  readonly status: 'active' | 'inactive';
  /** The invitation that made the partnership. */
  readonly invitationId: string;
  /** The invitation that woke an inactive partnership; null otherwise. */
  readonly reactivatedBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewPartnership {
  readonly _id: string;
  readonly accountId: string;
  readonly partnerAccountId: string;
  readonly partnerName: string;
  readonly invitationId: string;
}

/** Sort fields of the API and the columns that carry them. */
const SORT_COLUMNS = {
  partnerName: 'partnerNameKey',
  status: 'status',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
} as const;
export const PARTNERSHIP_SORT_FIELDS = Object.keys(SORT_COLUMNS) as (keyof typeof SORT_COLUMNS)[];

export interface PartnershipQuery {
  readonly accountId: string;
  readonly status?: 'active' | 'inactive' | undefined;
  /** Only these of them. */
  readonly ids?: readonly string[] | undefined;
  /** A part of the partner's name, in any case. */
  readonly search?: string | undefined;
  /** One of {@link PARTNERSHIP_SORT_FIELDS}, with `-` for descending; default `partnerName`. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Whether to say as well where in the list the page stands. */
  readonly counted?: boolean | undefined;
}

export const partnershipModel = collection<PartnershipDoc>(
  'partnerships',
  {
    accountId: String,
    partnerAccountId: String,
    pairKey: String,
    partnerName: String,
    partnerNameKey: String,
    status: String,
    invitationId: String,
    reactivatedBy: String,
    createdAt: Date,
    updatedAt: Date,
  },
  [
    // One link between two accounts.
    { keys: { pairKey: 1 }, unique: true },
    // The Active and Inactive tabs, their counts and search.
    { keys: { accountId: 1, status: 1, partnerNameKey: 1, _id: 1 } },
    // Other orders: equality, sort, rest, as for invitations.
    { keys: { accountId: 1, partnerNameKey: 1, _id: 1 } },
    { keys: { accountId: 1, status: 1, _id: 1, partnerNameKey: 1 } },
    { keys: { accountId: 1, createdAt: 1, _id: 1, status: 1, partnerNameKey: 1 } },
    { keys: { accountId: 1, updatedAt: 1, _id: 1, status: 1, partnerNameKey: 1 } },
    // "Shared with me".
    { keys: { partnerAccountId: 1, status: 1 } },
  ],
);

function searching(typed = ''): QueryFilter<PartnershipDoc>[] {
  const search = searchKey(typed);
  return search === '' ? [] : [{ partnerNameKey: new RegExp(escapeRegExp(search)) }];
}

/** Lasting links between accounts. Every change of a status is told to webhooks. */
export class PartnershipStore extends storeOf(partnershipModel) {
  constructor(
    connection: Connection,
    private readonly events: PartnershipEventStore,
  ) {
    super(connection);
  }

  /**
   * Makes the link, or returns the one that the two accounts have; an inactive one is made active again.
   * Safe to repeat and to race.
   */
  async establish(input: NewPartnership): Promise<PartnershipDoc> {
    const pairKey = `${input.accountId}:${input.partnerAccountId}`;
    const now = new Date();
    const doc: PartnershipDoc = {
      ...input,
      pairKey,
      partnerNameKey: searchKey(input.partnerName),
      status: 'active',
      reactivatedBy: null,
      createdAt: now,
      updatedAt: now,
    };
    try {
      if (await insertOnce(this.model, doc)) return doc;
    } catch (error) {
      // Another invitation linked the same two accounts first.
      if (!isDuplicateKey(error)) throw error;
    }
    const found = await this.findPair(input.accountId, input.partnerAccountId);
    if (found?.status === 'inactive') await this.wake(found, input.invitationId);
    return (await this.findPair(input.accountId, input.partnerAccountId)) ?? doc;
  }

  async find(accountId: string, id: string): Promise<PartnershipDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  /** Across accounts, for the worker only. */
  async ofIds(ids: readonly string[]): Promise<PartnershipDoc[]> {
    return this.model.find({ _id: anyOf(ids) }).lean<PartnershipDoc[]>();
  }

  async findPair(accountId: string, partnerAccountId: string): Promise<PartnershipDoc | undefined> {
    const pairKey = `${accountId}:${partnerAccountId}`;
    return findOne(this.model, { pairKey });
  }

  /** Those of these links that are the account's, by the partner's name. */
  async findMany(accountId: string, ids: readonly string[]): Promise<PartnershipDoc[]> {
    if (ids.length === 0) return [];
    const found = this.model.find({ _id: anyOf(ids), accountId }).sort({ partnerNameKey: 1, _id: 1 });
    return found.lean<PartnershipDoc[]>();
  }

  /** Links, active or not, in which one of these accounts is the partner, whoever invited it. */
  async linksOf(partnerAccountIds: readonly string[]): Promise<PartnershipDoc[]> {
    return this.model.find({ partnerAccountId: anyOf(partnerAccountIds) }).lean<PartnershipDoc[]>();
  }

  /** Whether one of these links is active. */
  async anyActive(ids: readonly string[]): Promise<boolean> {
    return (await this.model.exists({ _id: anyOf(ids), status: 'active' })) !== null;
  }

  /** Those of these links that are active. */
  async activeAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const filter = { _id: anyOf(ids), status: 'active' as const };
    const found = await this.model.find(filter).lean<PartnershipDoc[]>();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Links in which the account is the partner. */
  async activeOf(partnerAccountId: string): Promise<PartnershipDoc[]> {
    return this.model.find({ partnerAccountId, status: 'active' }).lean<PartnershipDoc[]>();
  }

  /**
   * One page, by partner name unless asked otherwise.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(query: PartnershipQuery): Promise<Page<PartnershipDoc>> {
    const conditions = [
      { accountId: query.accountId },
      ...(query.status === undefined ? [] : [{ status: query.status }]),
      ...(query.ids === undefined ? [] : [{ _id: anyOf(query.ids) }]),
      ...searching(query.search),
    ];
    return pageOf(this.model, conditions, SORT_COLUMNS, { ...query, sort: query.sort ?? 'partnerName' });
  }

  /** How many links there are of each kind, or how many of them a search finds. */
  async counts(accountId: string, search?: string): Promise<{ active: number; inactive: number }> {
    const count = (status: PartnershipDoc['status']) =>
      this.model.countDocuments({ $and: [{ accountId, status }, ...searching(search)] });
    const [active, inactive] = await Promise.all([count('active'), count('inactive')]);
    return { active, inactive };
  }

  /** The link as it is then; `undefined` when the account has none of that ID. */
  async setStatus(
    accountId: string,
    id: string,
    status: PartnershipDoc['status'],
    actor: Actor,
  ): Promise<PartnershipDoc | undefined> {
    const before = await this.find(accountId, id);
    if (before === undefined || before.status === status) return before;
    const type = status === 'active' ? 'reactivated' : 'deactivated';
    await this.events.around({ partnershipId: id, type, actor, invitationId: null }, () =>
      this.change({ _id: id, accountId, status: not(status) }, { status, reactivatedBy: null }),
    );
    return this.find(accountId, id);
  }

  /** Takes back what the invitation did: its own link goes, one that it woke sleeps again. */
  async undo(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
    for (const { _id } of await this.model.find({ reactivatedBy: invitationId }).lean<PartnershipDoc[]>()) {
      const event = { partnershipId: _id, type: 'deactivated', actor: BY_USHER, invitationId } as const;
      await this.events.around(event, () =>
        this.change({ _id, reactivatedBy: invitationId }, { status: 'inactive', reactivatedBy: null }),
      );
    }
  }

  private async wake({ _id }: PartnershipDoc, invitationId: string): Promise<void> {
    const event = { partnershipId: _id, type: 'reactivated', actor: BY_USHER, invitationId } as const;
    await this.events.around(event, () =>
      this.change({ _id, status: 'inactive' }, { status: 'active', reactivatedBy: invitationId }),
    );
  }

  /** Whether this call changed it. */
  private async change(
    filter: QueryFilter<PartnershipDoc>,
    set: Pick<PartnershipDoc, 'status' | 'reactivatedBy'>,
  ): Promise<boolean> {
    const update = { $set: { ...set, updatedAt: new Date() } };
    return (await this.model.updateOne(filter, update)).modifiedCount === 1;
  }
}
