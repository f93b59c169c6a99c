import { FUNNEL } from '../../domain/invitations/statistics';
import type { StatsView } from '../../api/stats/schema';
import { number } from '../kit/format';
import { t } from '../kit/reader';
import { type Column, href } from '../kit/tables';
import { hours, shareOf } from './figures';
import { timesOf } from './times';

/** What can become of an invitation. */
export const OUTCOMES = {
  sent: 'Sent',
  delivered: 'Delivered',
  viewed: 'Viewed',
  accepted: 'Accepted',
  active: 'Active',
  declined: 'Declined',
  expired: 'Expired',
  bounced: 'Bounced',
} as const;

const OTHERS = ['declined', 'expired', 'bounced'] as const;
/** Without an invitation, so no part of the funnel. */
const APPLIED = [
  ['applied', 'Applied'],
  ['appliedActive', 'Active by application'],
] as const;

/** Steps that a list can show, by its status filter. */
export const LISTED: Partial<Record<string, string>> = {
  sent: '',
  active: 'active',
  declined: 'declined',
  expired: 'expired',
};

/** The list of what was created in this time, has this status and is of this part. */
export function listHref(
  { from, to }: Pick<StatsView, 'from' | 'to'>,
  status: string,
  part: Readonly<Record<string, string>> = {},
): string {
  const time = { createdAfter: from, createdBefore: to };
  return href('/partner-explorer', { tab: 'sent', status: status || undefined, ...time, ...part });
}

type Row = StatsView['groups'][number];

/** What of the invitations a group is, for the link to their list; a time of its own is in its key. */
const PART_OF: Partial<Record<StatsView['groupBy'], string>> = { program: 'program', inviter: 'inviter' };

/** Invitations by when they were made, or whatever else they are grouped by; a click leads to the list. */
export function columnsOf(linked: StatsView | undefined): readonly Column<Row>[] {
  const link = ({ key }: Row, name: string) => {
    const member = linked && PART_OF[linked.groupBy];
    const isWhole = key === '';
    const status = LISTED[name];
    if (linked === undefined || status === undefined) return undefined;
    if (isWhole) return listHref(linked, status);
    const times = member === undefined ? timesOf(key) : undefined;
    if (member !== undefined) return listHref(linked, status, { [member]: key });
    return times && listHref(times, status);
  };
  const step = (name: (typeof FUNNEL)[number]): Column<Row> => ({
    label: OUTCOMES[name],
    end: true,
    cell: (row) => {
      const count = row.reached[name];
      if (count === null) return { text: t('not measured') };
      const share = name === 'sent' || row.reached.sent === 0 ? undefined : shareOf(count, row.reached.sent);
      return { text: number(count), href: count === 0 ? undefined : link(row, name), below: share };
    },
  });
  return [
    {
      label: 'Group',
      cell: ({ key, label }) => ({ text: key === '' ? t(label) : label, strong: label === 'Total' }),
    },
    ...FUNNEL.map(step),
    ...OTHERS.map((name) => ({
      label: OUTCOMES[name],
      end: true,
      cell: (row: Row) => ({
        text: number(row[name]),
        href: row[name] === 0 ? undefined : link(row, name),
      }),
    })),
    ...APPLIED.map(([name, label]) => ({ label, end: true, cell: (row: Row) => number(row[name]) })),
    { label: 'Time to accept', end: true, cell: ({ medianHoursToAccept }) => hours(medianHoursToAccept) },
  ];
}
