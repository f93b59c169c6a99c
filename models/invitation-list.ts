import type { Model, QueryFilter } from 'mongoose';
import type { InvitationStatus } from '../workflows/contract';
import { between, beyond, within } from './collection';
import { decodeCursor, encodeCursor, InvalidPageError } from './cursor';
import { searchKey } from './invitation-document';
import type { InvitationDoc } from './invitation-model';

export const INVITATION_VIEWS = ['invited', 'pending', 'sent', 'received'] as const;
export type InvitationView = (typeof INVITATION_VIEWS)[number];

const INVITED: readonly InvitationStatus[] = ['created', 'sent', 'delivery_failed', 'declined', 'expired'];
const PENDING: readonly InvitationStatus[] = ['accepted', 'pending_approval', 'provisioning', 'failed'];

/** Sort fields of the API and the columns that carry them; the columns are always set. */
const SORT_COLUMNS = {
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
  expiresAt: 'expiresAt',
  status: 'status',
  partnerName: 'partnerNameKey',
  contactName: 'contactNameKey',
  contactEmail: 'emailKey',
} as const;
export const INVITATION_SORT_FIELDS = Object.keys(SORT_COLUMNS) as (keyof typeof SORT_COLUMNS)[];

export interface InvitationQuery {
  readonly accountId: string;
  /** Default `sent`: everything the account sent. */
  readonly view?: InvitationView | undefined;
  readonly status?: readonly InvitationStatus[] | undefined;
  /** A part of partner name, contact name or address, in any case. */
  readonly search?: string | undefined;
  readonly program?: string | undefined;
  /** User ID. */
  readonly inviter?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  /** One of {@link INVITATION_SORT_FIELDS}, with `-` for descending; default `-createdAt`. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export type InvitationCounts = Readonly<Record<InvitationView, number>>;

type Filter = QueryFilter<InvitationDoc>;

/** Invitations to the account, to its users, or to the user that such an invitation made. */
export function receivedFilter(accountId: string, userIds: readonly string[]): Filter {
  return {
    $or: [
      { receiverAccountId: accountId },
      { inviteeUserId: within(userIds) },
      { partnerUserId: within(userIds) },
    ],
  };
}

/** One page by keyset: rows that come or go elsewhere neither repeat nor hide others. */
export async function listPage(
  model: Model<InvitationDoc>,
  query: InvitationQuery,
  received: Filter | undefined,
): Promise<{ items: InvitationDoc[]; nextCursor: string | null }> {
  const sort = query.sort ?? '-createdAt';
  const direction = sort.startsWith('-') ? -1 : 1;
  const field = sort.replace(/^-/, '');
  if (!isSortField(field)) throw new InvalidPageError('sort');
  const column = SORT_COLUMNS[field];
  const conditions = [received ?? viewFilter(query), ...narrowing(query)];
  if (query.cursor !== undefined) conditions.push(after(sort, column, direction, query.cursor));
  const rows = await model
    .find({ $and: conditions })
    .sort({ [column]: direction, _id: direction })
    .limit(query.limit + 1)
    .lean<InvitationDoc[]>();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  if (rows.length <= query.limit || last === undefined) return { items, nextCursor: null };
  const value = last[column];
  const position = { value: value instanceof Date ? value.getTime() : value, id: last._id };
  return { items, nextCursor: encodeCursor(sort, position) };
}

/** Counts of all views: one pass over the account's invitations and one over the received ones. */
export async function countViews(
  model: Model<InvitationDoc>,
  accountId: string,
  received: Filter,
): Promise<InvitationCounts> {
  const count = (filter: Filter) => model.countDocuments(filter);
  const [invited, pending, sent, receivedCount] = await Promise.all([
    count(viewFilter({ accountId, view: 'invited' })),
    count(viewFilter({ accountId, view: 'pending' })),
    count({ accountId }),
    count(received),
  ]);
  return { invited, pending, sent, received: receivedCount };
}

function viewFilter({ accountId, view }: Pick<InvitationQuery, 'accountId' | 'view'>): Filter {
  switch (view) {
    case 'invited':
      return { accountId, status: within(INVITED), supersededBy: null };
    case 'pending':
      return { accountId, status: within(PENDING) };
    case 'sent':
    case 'received':
    case undefined:
      return { accountId };
  }
}

function narrowing(query: InvitationQuery): Filter[] {
  const search = searchKey(query.search ?? '');
  const { createdAfter, createdBefore } = query;
  return [
    ...(query.status && query.status.length > 0 ? [{ status: within(query.status) }] : []),
    ...(query.program === undefined ? [] : [{ program: query.program }]),
    ...(query.inviter === undefined ? [] : [{ inviterId: query.inviter }]),
    ...(createdAfter || createdBefore ? [{ createdAt: between(createdAfter, createdBefore) }] : []),
    ...(search === '' ? [] : [{ searchText: new RegExp(escapeRegExp(search)) }]),
  ];
}

function after(sort: string, column: string, direction: 1 | -1, cursor: string): Filter {
  const { value, id } = decodeCursor(sort, cursor);
  const isDate = column.endsWith('At');
  if (isDate !== (typeof value === 'number')) throw new InvalidPageError('cursor');
  const bound = typeof value === 'number' ? new Date(value) : value;
  if (bound instanceof Date && Number.isNaN(bound.getTime())) throw new InvalidPageError('cursor');
  return {
    $or: [{ [column]: beyond(direction, bound) }, { [column]: bound, _id: beyond(direction, id) }],
  };
}

const isSortField = (field: string): field is keyof typeof SORT_COLUMNS => Object.hasOwn(SORT_COLUMNS, field);

/** The text as a pattern that matches only itself. */
export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
