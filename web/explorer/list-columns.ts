import type * as api from '../../api';
import type { Invitation, ItemOf } from '../kit/api-call';
import { contactName } from '../kit/format';
import type { Option } from '../../templates/pages/signed-in/screen-parts';
import { t } from '../kit/reader';
import { statusCell } from '../kit/statuses';
import { type Column, timeCell } from '../kit/tables';
import { acceptedText } from '../invitations/acceptance';
import type { TabKey } from './tabs';

type Partner = ItemOf<typeof api.getPartners>;

/** What a list calls the partner of an invitation. */
export function nameOf({ partnerName, erasedAt }: Invitation): string {
  return partnerName ?? t(erasedAt === null ? 'Unnamed' : 'Erased');
}

const isToApprove = ({ status, allowedActions }: Invitation) =>
  status === 'pending_approval' && allowedActions.includes('approve');

const NAME = {
  label: 'Partner Name',
  sort: 'partnerName',
  cell: (one: Invitation) => ({
    text: nameOf(one),
    href: `/invitations/${one.id}`,
    strong: true,
    ...(one.origin === 'application' && { below: t('applied without an invitation') }),
  }),
} satisfies Column<Invitation>;
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

/** Columns of the lists of invitations. */
export const COLUMNS: Readonly<
  Record<Exclude<TabKey, 'active' | 'inactive'>, readonly Column<Invitation>[]>
> = {
  invited: [NAME, CONTACT, EMAIL, ...REST],
  pending: [
    // Whoever can decide is here to do so.
    {
      ...NAME,
      cell: (one) => ({
        ...NAME.cell(one),
        ...(isToApprove(one) && { href: `/invitations/${one.id}/review` }),
      }),
    },
    CONTACT,
    EMAIL,
    { label: 'Accepted', cell: (one) => acceptedText(one) ?? '' },
    { label: 'Assigned to', cell: ({ assignee }) => assignee?.name ?? '' },
    ...REST,
  ],
  sent: [NAME, CONTACT, EMAIL, ...REST],
  received: [FROM, { ...NAME, cell: nameOf }, EMAIL, ...REST],
};

/** Columns of the lists of partners. */
export const PARTNER_COLUMNS: readonly Column<Partner>[] = [
  {
    label: 'Partner Name',
    sort: 'partnerName',
    cell: ({ id, partnerName }) => ({ text: partnerName, href: `/partners/${id}`, strong: true }),
  },
  { label: 'Contact Name', cell: contactName },
  { label: 'Contact Email', cell: ({ contactEmail }) => contactEmail ?? '' },
  {
    label: 'Status',
    cell: ({ status }) =>
      status === 'active' ? { text: 'Active', badge: 'good' } : { text: 'Inactive', badge: 'plain' },
  },
  { label: 'Created', sort: 'createdAt', cell: ({ createdAt }) => timeCell(createdAt) },
];

const keyOf = ({ label }: { readonly label: string }) => label.toLowerCase().replaceAll(/\W+/g, '-');

/** The columns that an address asks for; the first one, which leads on, is always there. */
export function chosenColumns<C extends { readonly label: string }>(
  columns: readonly C[],
  wanted: string | undefined,
): readonly C[] {
  const keys = wanted?.split(',') ?? [];
  const [first, ...rest] = columns;
  const chosen = rest.filter((column) => keys.includes(keyOf(column)));
  return first === undefined || chosen.length === 0 ? columns : [first, ...chosen];
}

/** The columns to choose from. */
export function columnChoices(
  columns: readonly { readonly label: string }[],
  wanted: string | undefined,
): Option[] {
  const shown = chosenColumns(columns, wanted);
  return columns
    .slice(1)
    .map((column) => ({ value: keyOf(column), label: t(column.label), selected: shown.includes(column) }));
}
