import * as api from '../../api';
import type { InvitationAction } from '../../domain/invitations/allowed-actions';
import { PENDING } from '../../domain/invitations/views';
import { INVITATION_STATUSES, type InvitationStatus } from '../../workflows/contract';
import type { Endpoint, JsonBodyOf } from '../../api/http/endpoint';
import { Problem } from '../../api/http/problem';
import type { Invitation } from '../kit/api-call';
import { contactName } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { PARTNER_COLUMNS } from '../partners/partner-columns';
import { statusCell, statusChoices } from '../kit/statuses';
import { type Column, href, tableData, timeCell } from '../kit/tables';
import { acceptedText } from './acceptance';
import { bulkPages } from './bulk';
import { boxOf, decideColumn } from './bulk-decisions';
import { firstSteps, firstStepsPages } from './first-steps';
import { mayInvite } from './wizard';

export type TabKey = keyof JsonBodyOf<typeof api.getPartnerExplorerCounts>;

interface Tab {
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

const TABS: readonly Tab[] = [
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

/** The Partner Explorer with its six tabs. */
export function explorerPages(pages: Pages): void {
  pages.get('/partner-explorer', showExplorer);
  pages.get('/partner-explorer.csv', sendCsv);
  bulkPages(pages);
  firstStepsPages(pages);
}

/** The list of a tab with its search, filter and order, all of it. */
async function sendCsv(context: PageContext): Promise<void> {
  const tab = TABS.find(({ key }) => key === context.query('tab'));
  if (tab === undefined) throw new Problem('not-found');
  const { search, status, origin, assignee, sort } = wantedOf(context, tab);
  const wanted = { search, sort, format: 'csv' };
  if (tab.endpoint === api.getPartners) {
    await context.sendFile(api.getPartners, { query: { ...wanted, status: tab.key } });
  } else
    await context.sendFile(api.getInvitations, {
      query: { ...wanted, view: tab.key, status, origin, assignee },
    });
}

async function showExplorer(context: PageContext): Promise<void> {
  const tabs = TABS.filter(({ endpoint }) => context.may(endpoint));
  const asked = context.query('tab');
  const current = tabs.find(({ key }) => key === asked) ?? tabs[0];
  if (current === undefined) {
    await context.call(api.getInvitations);
    return;
  }
  const wanted = wantedOf(context, current);
  const [counts, table] = await Promise.all([
    context.may(api.getPartnerExplorerCounts) ? context.call(api.getPartnerExplorerCounts) : undefined,
    tableOf(context, wanted),
  ]);
  const { search, status, origin, assignee, sort } = wanted;
  context.show('explorer', {
    title: `${current.label} - Partner Explorer`,
    heading: current.heading,
    tab: current.key,
    tabs: tabs.map(({ key, label }) => ({
      label,
      href: `/partner-explorer?tab=${key}`,
      current: key === current.key,
      counted: counts !== undefined,
      count: counts?.[key] ?? 0,
    })),
    table,
    search: search ?? '',
    sort,
    statuses: statusChoices(current.statuses).map((one) => ({ ...one, selected: one.value === status })),
    origins: ORIGINS_OF.includes(current.key)
      ? ORIGINS.map((one) => ({ ...one, selected: one.value === origin }))
      : undefined,
    assignable: current.key === 'pending',
    mine: assignee === 'me',
    filtered: [search, status, origin, assignee, sort].some((one) => one !== undefined),
    clearHref: `/partner-explorer?tab=${current.key}`,
    here: href('/partner-explorer', { tab: current.key, search, status, origin, assignee, sort }),
    mayInvite: mayInvite(context),
    mayImport: context.may(api.postInvitationImports),
    bulk: bulkOf(context, current.key),
    firstSteps: counts && (await firstSteps(context, counts.sent)),
    exportHref: href('/partner-explorer.csv', { tab: current.key, search, status, origin, assignee, sort }),
  });
}

/** Where applications stand beside invitations. */
const ORIGINS_OF: readonly TabKey[] = ['pending', 'sent'];
const ORIGINS = [
  { value: 'invitation', label: 'Invited' },
  { value: 'application', label: 'Applied' },
];

function wantedOf(context: PageContext, current: Tab) {
  const status = context.query('status');
  const origin = context.query('origin');
  const isOrigin = ORIGINS_OF.includes(current.key) && ORIGINS.some(({ value }) => value === origin);
  const isChoice = statusChoices(current.statuses).some(({ value }) => value === status);
  return {
    tab: current,
    search: context.query('search')?.slice(0, 200),
    // A single status is a choice as well, for links that name one.
    status: isChoice || current.statuses.includes(status as InvitationStatus) ? status : undefined,
    origin: isOrigin ? origin : undefined,
    assignee: current.key === 'pending' && context.query('assignee') === 'me' ? 'me' : undefined,
    sort: context.query('sort'),
    cursor: context.query('cursor'),
  };
}

/** Orders that differ from the newest first: whoever waits longest is decided first. */
const SORT: Partial<Record<TabKey, string>> = {
  active: 'partnerName',
  inactive: 'partnerName',
  pending: 'createdAt',
};

const INVITE = { href: '/invitations/new', action: 'Invite New Partner', primary: true };

async function tableOf(context: PageContext, { tab, ...wanted }: ReturnType<typeof wantedOf>) {
  const { key, heading, empty } = tab;
  const isPartners = key === 'active' || key === 'inactive';
  const [title, text, invite] = empty;
  const common = {
    caption: heading,
    live: true,
    sort: SORT[key] ?? '-createdAt',
    empty: [wanted.search, wanted.status, wanted.origin, wanted.assignee].some((one) => one !== undefined)
      ? {
          title: 'Nothing found',
          text: 'No entry fits the search and filters.',
          href: `/partner-explorer?tab=${key}`,
          action: 'Clear All',
        }
      : { title, text, ...(invite && mayInvite(context) && INVITE) },
  };
  const at = (nextCursor: string | null) => ({
    path: '/partner-explorer',
    query: { tab: key, ...wanted },
    nextCursor,
  });
  if (isPartners) {
    const { search, sort, cursor } = wanted;
    const query = { status: key, search, sort, cursor };
    const { items, nextCursor } = await context.call(api.getPartners, { query });
    return tableData({ ...common, columns: PARTNER_COLUMNS, items, at: at(nextCursor) });
  }
  const query = { view: key, ...wanted, sort: wanted.sort ?? SORT[key] };
  const { items, nextCursor } = await context.call(api.getInvitations, { query });
  const actions = bulkOf(context, key).map(({ value }) => value);
  return tableData({
    ...common,
    columns: key === 'pending' && actions.length > 0 ? [...COLUMNS[key], decideColumn(nameOf)] : COLUMNS[key],
    items,
    at: at(nextCursor),
    select: actions.length === 0 ? undefined : (one) => pickOf(one, actions),
  });
}

/** What can be done with several rows of a tab at once, and the endpoint that it takes. */
const SEND = [
  { value: 'resend', label: 'Resend', endpoint: api.postInvitationsByIdResend },
  { value: 'revoke', label: 'Revoke', endpoint: api.postInvitationsByIdRevoke },
] as const;
const DECIDE = [
  { value: 'approve', label: 'Approve', endpoint: api.postInvitationDecisions },
  { value: 'reject', label: 'Reject', endpoint: api.postInvitationDecisions },
] as const;
const BULK: Partial<Record<TabKey, readonly (typeof SEND | typeof DECIDE)[number][]>> = {
  invited: SEND,
  pending: DECIDE,
  sent: SEND,
};

function bulkOf(context: PageContext, key: TabKey) {
  return (BULK[key] ?? []).filter(({ endpoint }) => context.may(endpoint));
}

/** The box of a pending partner says what of them was shown. */
function pickOf(one: Invitation, actions: readonly InvitationAction[]) {
  const id = actions.includes('approve') ? boxOf(one) : one.id;
  const pickable = actions.some((action) => one.allowedActions.includes(action));
  return { id, name: nameOf(one), pickable };
}

function nameOf({ partnerName, erasedAt }: Invitation): string {
  return partnerName ?? (erasedAt === null ? 'Unnamed' : 'Erased');
}

const NAME: Column<Invitation> = {
  label: 'Partner Name',
  sort: 'partnerName',
  cell: (one) => ({
    text: nameOf(one),
    href: `/invitations/${one.id}`,
    strong: true,
    ...(one.origin === 'application' && { below: 'applied without an invitation' }),
  }),
};
const CONTACT: Column<Invitation> = { label: 'Contact Name', sort: 'contactName', cell: contactName };
const REST: readonly Column<Invitation>[] = [
  { label: 'Status', sort: 'status', cell: statusCell },
  { label: 'Created', sort: 'createdAt', cell: ({ createdAt }) => timeCell(createdAt) },
];
const EMAIL: Column<Invitation> = {
  label: 'Contact Email',
  sort: 'contactEmail',
  cell: ({ contactEmail }) => contactEmail ?? '',
};
const FROM: Column<Invitation> = {
  label: 'From',
  cell: ({ id, inviterAccountName }) => ({
    text: inviterAccountName ?? '',
    href: `/invitations/${id}`,
    strong: true,
  }),
};

const COLUMNS: Readonly<Record<Exclude<TabKey, 'active' | 'inactive'>, readonly Column<Invitation>[]>> = {
  invited: [NAME, CONTACT, EMAIL, ...REST],
  pending: [
    NAME,
    CONTACT,
    EMAIL,
    { label: 'Accepted', cell: (one) => acceptedText(one) ?? '' },
    { label: 'Assigned to', cell: ({ assignee }) => assignee?.name ?? '' },
    ...REST,
  ],
  sent: [NAME, CONTACT, EMAIL, ...REST],
  received: [FROM, { ...NAME, cell: nameOf }, EMAIL, ...REST],
};
