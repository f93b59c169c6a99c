import {
  anyOf,
  collection,
  findOne,
  insertOnce,
  isDuplicateKey,
  storeOf,
  updateOne,
} from '../mongo/collection';
import { searchKey } from '../invitations/invitation-document';
import { escapeRegExp } from '../invitations/invitation-list';
import { pageOf, type Page } from '../mongo/page';

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
  /** A part of the partner's name, in any case. */
  readonly search?: string | undefined;
  /** One of {@link PARTNERSHIP_SORT_FIELDS}, with `-` for descending; default `partnerName`. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
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

/** Lasting links between accounts. */
export class PartnershipStore extends storeOf(partnershipModel) {
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
    await this.model.updateOne(
      { pairKey, status: 'inactive' },
      { $set: { status: 'active', reactivatedBy: input.invitationId, updatedAt: now } },
    );
    return (await this.findPair(input.accountId, input.partnerAccountId)) ?? doc;
  }

  async find(accountId: string, id: string): Promise<PartnershipDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  async findPair(accountId: string, partnerAccountId: string): Promise<PartnershipDoc | undefined> {
    const pairKey = `${accountId}:${partnerAccountId}`;
    return findOne(this.model, { pairKey });
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
    const search = searchKey(query.search ?? '');
    const conditions = [
      { accountId: query.accountId },
      ...(query.status === undefined ? [] : [{ status: query.status }]),
      ...(search === '' ? [] : [{ partnerNameKey: new RegExp(escapeRegExp(search)) }]),
    ];
    return pageOf(this.model, conditions, SORT_COLUMNS, { ...query, sort: query.sort ?? 'partnerName' });
  }

  async counts(accountId: string): Promise<{ active: number; inactive: number }> {
    const [active, inactive] = await Promise.all([
      this.model.countDocuments({ accountId, status: 'active' }),
      this.model.countDocuments({ accountId, status: 'inactive' }),
    ]);
    return { active, inactive };
  }

  /** The changed link; `undefined` when the account has none of that ID. */
  async setStatus(
    accountId: string,
    id: string,
    status: PartnershipDoc['status'],
  ): Promise<PartnershipDoc | undefined> {
    const change = { $set: { status, reactivatedBy: null, updatedAt: new Date() } };
    return updateOne(this.model, { _id: id, accountId }, change);
  }

  /** Takes back what the invitation did: its own link goes, one that it woke sleeps again. */
  async undo(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
    await this.model.updateMany(
      { reactivatedBy: invitationId },
      { $set: { status: 'inactive', reactivatedBy: null } },
    );
  }
}
