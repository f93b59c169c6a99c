import * as api from '../../api';
import type { Endpoint, JsonBodyOf } from '../../api/http/endpoint';
import { PENDING } from '../../domain/invitations/views';
import { INVITATION_STATUSES, type InvitationStatus } from '../../workflows/contract';
import type { Choice } from '../kit/forms';
import { statusChoices } from '../kit/statuses';

/** By which addresses name a tab, and the API its view. */
export type TabKey = keyof JsonBodyOf<typeof api.getPartnerExplorerCounts>;

/** A tab of the Partner Explorer: a view of the invitations, or the partners. */
export interface Tab {
  readonly key: TabKey;
  readonly label: string;
  readonly heading: string;
  /** Whoever may call it sees the tab. */
  readonly endpoint: Endpoint;
  /** Choices of the Status filter. */
  readonly statuses: readonly InvitationStatus[];
  /** What it says while nothing is in it, with a way to invite unless nobody there was invited by us. */
  readonly empty: readonly [title: string, text: string, invite?: 'invite'];
}

const OURS = { endpoint: api.getPartnerExplorerCounts };
const PARTNERS = { endpoint: api.getPartners, statuses: [] };

/** The tabs, in their order. */
export const TABS: readonly Tab[] = [
  {
    ...OURS,
    key: 'invited',
    label: 'Invited',
    heading: 'Invitations that wait for an answer',
    statuses: ['created', 'sent', 'declined', 'delivery_failed', 'expired'],
    empty: [
      'No invitation is waiting for an answer',
      'Invite a partner, and you see here whether the e-mail arrived and what they answered.',
      'invite',
    ],
  },
  {
    ...OURS,
    key: 'pending',
    label: 'Pending',
    heading: 'Pending Partners',
    statuses: PENDING,
    empty: [
      'Nobody is waiting for approval',
      'Partners who accepted an invitation appear here when their program wants somebody to approve them.',
    ],
  },
  {
    ...PARTNERS,
    key: 'active',
    label: 'Active',
    heading: 'Active partners',
    empty: [
      'No active partner yet',
      'A partner appears here as soon as an invitation was accepted and, where needed, approved.',
      'invite',
    ],
  },
  {
    ...PARTNERS,
    key: 'inactive',
    label: 'Inactive',
    heading: 'Inactive partners',
    empty: [
      'No inactive partner',
      'Partners that you deactivate appear here. They see nothing of what you share until you reactivate them.',
    ],
  },
  {
    ...OURS,
    key: 'sent',
    label: 'Sent',
    heading: 'Everything that was sent',
    statuses: INVITATION_STATUSES,
    empty: [
      'Nothing was sent yet',
      'Every invitation that your account ever sends stays in this list, whatever becomes of it.',
      'invite',
    ],
  },
  {
    key: 'received',
    label: 'Received',
    heading: 'Invitations you have been sent',
    endpoint: api.postInvitationsByIdAccept,
    statuses: [],
    empty: [
      'You have not been invited by anybody',
      'Invitations from other organisations to the users of your account appear here, to accept or decline.',
    ],
  },
];

/** Whether the tab lists partners; the others list invitations. */
export const isOfPartners = (key: TabKey): key is 'active' | 'inactive' =>
  key === 'active' || key === 'inactive';

/** How entries came to be, where applications stand beside invitations. */
export const ORIGINS: readonly Choice[] = [
  { value: 'invitation', label: 'Invited' },
  { value: 'application', label: 'Applied' },
];
/** Where people choose between them. */
export const hasOrigins = (key: TabKey): boolean => key === 'pending' || key === 'sent';

/** How many rows a page may have. */
export const SIZES = ['25', '50', '100'] as const;

/** What of a tab is asked for: by an address, or by a form that brings one along. */
export type Wanted = ReturnType<typeof wantedOf>;

/** Reads it; whatever the tab does not offer is not asked for. */
export function wantedOf(tab: Tab, query: (name: string) => string | undefined) {
  const [status, origin, size] = [query('status'), query('origin'), query('size')];
  const isOrigin = hasOrigins(tab.key) && ORIGINS.some(({ value }) => value === origin);
  const isChoice = statusChoices(tab.statuses).some(({ value }) => value === status);
  return {
    search: query('search')?.slice(0, 200),
    // A single status is a choice as well, for links that name one.
    status: isChoice || tab.statuses.includes(status as InvitationStatus) ? status : undefined,
    origin: isOrigin ? origin : undefined,
    assignee: tab.key === 'pending' && query('assignee') === 'me' ? 'me' : undefined,
    sort: query('sort'),
    cursor: query('cursor'),
    size: SIZES.slice(1).find((one) => one === size),
    columns: query('columns'),
    view: query('view'),
    ...partOf(isOfPartners(tab.key) ? () => undefined : query),
  };
}

/** What links of the statistics narrow a list to: a time, a program, whoever invited. */
function partOf(query: (name: string) => string | undefined) {
  return {
    createdAfter: query('createdAfter'),
    createdBefore: query('createdBefore'),
    program: query('program'),
    inviter: query('inviter'),
  };
}

/** The order that nobody chose: the newest first, partners by name, and whoever waits longest is decided first. */
export const defaultSort = (key: TabKey): string =>
  isOfPartners(key) ? 'partnerName' : key === 'pending' ? 'createdAt' : '-createdAt';

/** The same as the API takes it. */
export function asked({ key }: Tab, { size, columns: _, view: __, ...chosen }: Wanted) {
  const limit = size ?? SIZES[0];
  const wanted = { ...chosen, sort: chosen.sort ?? defaultSort(key) };
  if (!isOfPartners(key)) return { ...wanted, view: key, limit };
  const { search, sort, cursor } = wanted;
  return { search, sort, cursor, status: key, limit };
}
