import type { z } from 'zod';
import type { InvitationStatus } from '../../workflows/contract';
import type { partner } from '../../api/partners/schema';
import { acceptedText } from './acceptance';
import { callApi, mayCall, read, type Invitation, type ListOf } from '../kit/api-call';
import { bulkPages } from './bulk';
import { EMPTY, type TabKey } from './list-empty';
import { mayInvite } from './wizard';
import type { Pages } from '../kit/router';
import { sendScreen } from '../kit/respond';
import { statusCell, statusChoices } from '../kit/statuses';
import { href, tableData, timeCell, type Cell, type Column, type Row } from '../kit/tables';
import { queryOf, type PageContext } from '../kit/page-context';

type Partner = z.output<typeof partner>;
type Counts = Readonly<Record<TabKey, number>>;

interface Tab {
  readonly key: TabKey;
  readonly label: string;
  readonly heading: string;
  readonly route: string;
  /** Choices of the Status filter. */
  readonly statuses: readonly InvitationStatus[];
}

const LIST = 'get /v1/invitations';
const PARTNERS = 'get /v1/partners';
const RECEIVE = 'post /v1/invitations/{id}/accept';

const TABS: readonly Tab[] = [
  tab('invited', 'Invited', 'Invitations that wait for an answer', [
    'created',
    'sent',
    'declined',
    'delivery_failed',
    'expired',
  ]),
  tab('pending', 'Pending', 'Pending Partners', ['accepted', 'pending_approval', 'provisioning', 'failed']),
  tab('active', 'Active', 'Active partners', [], PARTNERS),
  tab('inactive', 'Inactive', 'Inactive partners', [], PARTNERS),
  tab(
    'sent',
    'Sent',
    'Everything that was sent',
    statusChoices().flatMap(({ value }) => value.split(',') as InvitationStatus[]),
  ),
  tab('received', 'Received', 'Invitations you have been sent', [], RECEIVE),
];

function tab(
  key: TabKey,
  label: string,
  heading: string,
  statuses: readonly InvitationStatus[],
  route = 'get /v1/partner-explorer/counts',
): Tab {
  return { key, label, heading, route, statuses };
}

/** The Partner Explorer with its six tabs. */
export function explorerPages(pages: Pages): void {
  pages.get('/partner-explorer', showExplorer);
  bulkPages(pages);
}

interface Wanted {
  readonly tab: Tab;
  readonly search: string | undefined;
  readonly status: string | undefined;
  readonly sort: string | undefined;
  readonly cursor: string | undefined;
}

async function showExplorer(context: PageContext): Promise<void> {
  const tabs = TABS.filter(({ route }) => mayCall(context, route));
  const asked = queryOf(context, 'tab');
  const current = tabs.find(({ key }) => key === asked) ?? tabs[0];
  if (current === undefined) {
    await callApi(context, LIST);
    return;
  }
  const wanted = wantedOf(context, current);
  const [counts, table] = await Promise.all([countsOf(context), tableOf(context, wanted)]);
  const { search, status, sort } = wanted;
  sendScreen(context, 'explorer', {
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
    searchable: true,
    statuses: statusChoices(current.statuses).map((one) => ({ ...one, selected: one.value === status })),
    filtered: search !== undefined || status !== undefined || sort !== undefined,
    clearHref: `/partner-explorer?tab=${current.key}`,
    here: addressOf(wanted, {}),
    mayInvite: mayInvite(context),
    mayImport: mayCall(context, 'post /v1/invitation-imports'),
    mayRevoke: mayCall(context, 'post /v1/invitations/{id}/revoke'),
  });
}

function wantedOf(context: PageContext, current: Tab): Wanted {
  const status = queryOf(context, 'status');
  const isChoice = statusChoices(current.statuses).some(({ value }) => value === status);
  return {
    tab: current,
    search: queryOf(context, 'search')?.slice(0, 200),
    // A single status is a choice as well, for links that name one.
    status: isChoice || current.statuses.includes(status as InvitationStatus) ? status : undefined,
    sort: queryOf(context, 'sort'),
    cursor: queryOf(context, 'cursor'),
  };
}

async function countsOf(context: PageContext): Promise<Counts | undefined> {
  const route = 'get /v1/partner-explorer/counts';
  return mayCall(context, route) ? read<Counts>(context, route) : undefined;
}

function addressOf(
  { tab: { key }, search, status, sort }: Wanted,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  return href('/partner-explorer', { tab: key, search, status, sort, ...changes });
}

async function tableOf(context: PageContext, wanted: Wanted) {
  const { key } = wanted.tab;
  const { columns, rows, nextCursor, selectable } =
    key === 'active' || key === 'inactive'
      ? await partnersOf(context, key, wanted)
      : await invitationsOf(context, key, wanted);
  const isFiltered = wanted.search !== undefined || wanted.status !== undefined;
  return tableData({
    caption: wanted.tab.heading,
    columns,
    rows,
    selectable,
    live: true,
    sort: wanted.sort ?? (key === 'active' || key === 'inactive' ? 'partnerName' : '-createdAt'),
    cursor: wanted.cursor,
    nextCursor,
    empty: isFiltered
      ? {
          title: 'Nothing found',
          text: 'No entry fits the search and filters.',
          href: `/partner-explorer?tab=${key}`,
          action: 'Clear All',
        }
      : EMPTY[key](mayInvite(context)),
    hrefWith: (changes) => addressOf(wanted, { cursor: wanted.cursor, ...changes }),
  });
}

interface Listed {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  readonly selectable: boolean;
}

const NAME: Column = { label: 'Partner Name', sort: 'partnerName' };
const CREATED: Column = { label: 'Created', sort: 'createdAt' };

async function invitationsOf(
  context: PageContext,
  view: Exclude<TabKey, 'active' | 'inactive'>,
  { search, status, sort, cursor }: Wanted,
): Promise<Listed> {
  const query = { view, search, status, sort, cursor };
  const { items, nextCursor } = await read<ListOf<Invitation>>(context, LIST, { query });
  const isReceived = view === 'received';
  return {
    columns: [
      ...(isReceived ? [{ label: 'From' }] : []),
      NAME,
      ...(isReceived ? [] : [{ label: 'Contact Name', sort: 'contactName' }]),
      { label: 'Contact Email', sort: 'contactEmail' },
      ...(view === 'pending' ? [{ label: 'Accepted' }] : []),
      { label: 'Status', sort: 'status' },
      CREATED,
    ],
    rows: items.map((one) => invitationRow(one, view)),
    nextCursor,
    selectable:
      (view === 'invited' || view === 'sent') && mayCall(context, 'post /v1/invitations/{id}/resend'),
  };
}

function invitationRow(one: Invitation, view: TabKey): Row {
  const isReceived = view === 'received';
  const path = `/invitations/${one.id}`;
  const name: Cell = { text: nameOf(one), href: path, strong: true };
  const contact = [one.contactFirstName, one.contactLastName].filter(Boolean).join(' ');
  return {
    id: one.id,
    name: nameOf(one),
    pickable: one.allowedActions.some((action) => action === 'resend' || action === 'revoke'),
    cells: [
      ...(isReceived
        ? [{ text: one.inviterAccountName ?? '', href: path, strong: true }, { text: nameOf(one) }]
        : [name, { text: contact }]),
      { text: one.contactEmail ?? '' },
      ...(view === 'pending' ? [{ text: acceptedText(one) ?? '' }] : []),
      statusCell(one),
      timeCell(one.createdAt),
    ],
  };
}

function nameOf({ partnerName, erasedAt }: Invitation): string {
  return partnerName ?? (erasedAt === null ? 'Unnamed' : 'Erased');
}

async function partnersOf(
  context: PageContext,
  status: 'active' | 'inactive',
  wanted: Wanted,
): Promise<Listed> {
  const { search, sort, cursor } = wanted;
  const query = { status, search, sort, cursor };
  const { items, nextCursor } = await read<ListOf<Partner>>(context, PARTNERS, { query });
  return {
    columns: [NAME, { label: 'Contact Name' }, { label: 'Contact Email' }, { label: 'Status' }, CREATED],
    rows: items.map((one) => ({
      id: one.id,
      name: one.partnerName,
      cells: [
        { text: one.partnerName, href: `/partners/${one.id}`, strong: true },
        { text: [one.contactFirstName, one.contactLastName].filter(Boolean).join(' ') },
        { text: one.contactEmail ?? '' },
        one.status === 'active' ? { text: 'Active', badge: 'good' } : { text: 'Inactive', badge: 'plain' },
        timeCell(one.createdAt),
      ],
    })),
    nextCursor,
    selectable: false,
  };
}
