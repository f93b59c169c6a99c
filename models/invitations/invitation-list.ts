import type { Model, QueryFilter } from 'mongoose';
import { INVITED, PENDING, type InvitationOrigin } from '../../domain/invitations/views';
import type { InvitationStatus } from '../../workflows/contract';
import { between, anyOf } from '../mongo/collection';
import { searchKey } from './invitation-document';
import type { InvitationDoc } from './invitation-model';
import { pageOf, type Page } from '../mongo/page';
import type { ReceivedBy } from './receiving';

export const INVITATION_VIEWS = ['invited', 'pending', 'sent', 'received'] as const;
export type InvitationView = (typeof INVITATION_VIEWS)[number];

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
  /** Who looks at the view `received`; default the account. */
  readonly receivedBy?: ReceivedBy;
  /** Default `sent`: everything the account sent. */
  readonly view?: InvitationView | undefined;
  readonly status?: readonly InvitationStatus[] | undefined;
  /** A part of partner name, contact name or address, in any case. */
  readonly search?: string | undefined;
  readonly program?: string | undefined;
  /** User ID. */
  readonly inviter?: string | undefined;
  readonly origin?: InvitationOrigin | undefined;
  /** User ID of whoever is to decide. */
  readonly assignee?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  /** One of {@link INVITATION_SORT_FIELDS}, with `-` for descending; default `-createdAt`. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Whether to say as well where in the list the page stands. */
  readonly counted?: boolean | undefined;
}

export type InvitationCounts = Readonly<Record<InvitationView, number>>;

type Filter = QueryFilter<InvitationDoc>;

/**
 * One page of a view.
 *
 * @throws InvalidPageError for a cursor or sort order that is none
 */
export function listPage(
  model: Model<InvitationDoc>,
  query: InvitationQuery,
  received: Filter | undefined,
): Promise<Page<InvitationDoc>> {
  const conditions = [received ?? viewFilter(query), ...narrowing(query)];
  return pageOf(model, conditions, SORT_COLUMNS, { ...query, sort: query.sort ?? '-createdAt' });
}

/** Counts of all views, of what a search finds in them: over the account's invitations and over the received ones. */
export async function countViews(
  model: Model<InvitationDoc>,
  { accountId, search }: Pick<InvitationQuery, 'accountId' | 'search'>,
  received: Filter,
): Promise<InvitationCounts> {
  const found = searching(search);
  const count = (filter: Filter) => model.countDocuments({ $and: [filter, ...found] });
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
      return { accountId, status: anyOf(INVITED), supersededBy: null };
    case 'pending':
      return { accountId, status: anyOf(PENDING) };
    case 'sent':
    case 'received':
    case undefined:
      return { accountId };
  }
}

function narrowing(query: InvitationQuery): Filter[] {
  const { createdAfter, createdBefore } = query;
  return [
    ...(query.status && query.status.length > 0 ? [{ status: anyOf(query.status) }] : []),
    ...(query.program === undefined ? [] : [{ program: query.program }]),
    ...(query.inviter === undefined ? [] : [{ inviterId: query.inviter }]),
    ...(query.origin === undefined
      ? []
      : [{ origin: query.origin === 'application' ? ('application' as const) : null }]),
    ...(query.assignee === undefined ? [] : [{ assigneeId: query.assignee }]),
    ...(createdAfter || createdBefore ? [{ createdAt: between(createdAfter, createdBefore) }] : []),
    ...searching(query.search),
  ];
}

function searching(typed = ''): Filter[] {
  const search = searchKey(typed);
  return search === '' ? [] : [{ searchText: new RegExp(escapeRegExp(search)) }];
}

/** The text as a pattern that matches only itself. */
export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
