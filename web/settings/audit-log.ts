import * as api from '../../api';
import type { ItemOf } from '../kit/api-call';
import { moment } from '../kit/format';
import type { Pages } from '../kit/page-context';
import { listPage, queriesOf } from '../kit/resource';
import type { Column } from '../kit/tables';

type AuditItem = ItemOf<typeof api.getAuditLog>;
type Query = Readonly<Record<string, string | undefined>>;

const FILTER = ['type', 'actor', 'target', 'from', 'to'] as const;

/** Everything that happened in the account, to filter and to export. */
export function auditLogPages(pages: Pages): void {
  listPage(pages, {
    path: '/audit-log',
    title: 'Audit log',
    intro: 'Who did what, when and from where. Entries are chained, so that a change to one of them shows.',
    exportPath: '/audit-log.csv',
    filter: FILTER,
    filters: () => [
      {
        bare: true,
        fields: [
          { name: 'type', label: 'What', help: 'For example revoked or signed_in; several with commas.' },
          { name: 'actor', label: 'Who', help: 'ID, or a kind: user, invitee, operator, system.' },
          { name: 'target', label: 'About', help: 'ID, or a kind such as invitation.' },
          { name: 'from', label: 'From', inputType: 'date' },
          { name: 'to', label: 'To', inputType: 'date' },
        ],
      },
    ],
    sort: '-seq',
    load: async (context, query) => ({
      ...(await context.call(api.getAuditLog, { query: inInstants(query) })),
      columns: COLUMNS,
    }),
    empty: {
      title: 'Nothing found',
      text: 'No entry fits the filter.',
      href: '/audit-log',
      action: 'Clear All',
    },
  });
  pages.get('/audit-log.csv', (context) =>
    context.sendFile(api.getAuditLog, {
      query: { ...inInstants(queriesOf(context, FILTER)), format: 'csv' },
    }),
  );
}

/** Days of the form as instants of the API; the last day counts whole. */
function inInstants({ from, to, ...rest }: Query): Query {
  const instant = (day: string | undefined, time: string) =>
    day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? day + time : day;
  return { ...rest, from: instant(from, 'T00:00:00Z'), to: instant(to, 'T23:59:59.999Z') };
}

const COLUMNS: readonly Column<AuditItem>[] = [
  { label: 'When', sort: 'seq', cell: ({ at }) => ({ text: moment(at) }) },
  { label: 'What', cell: ({ type }) => ({ text: type.replaceAll('_', ' '), strong: true }) },
  { label: 'Who', cell: ({ actor, ip }) => ({ text: actor.name ?? actor.kind, below: ip ?? undefined }) },
  {
    label: 'About',
    cell: ({ target: { kind, id } }) => ({
      text: kind.replaceAll('_', ' '),
      ...(kind === 'invitation' ? { href: `/invitations/${id}` } : { below: id }),
    }),
  },
  { label: 'Details', cell: ({ reason, before, after }) => reason ?? changeText(before, after) },
];

const MAX_TEXT = 160;

function changeText(before: unknown, after: unknown): string {
  if (typeof after !== 'object' || after === null) return '';
  const old = new Map<string, unknown>(Object.entries(before ?? {}));
  const text = Object.entries(after)
    .map(([name, value]) => `${name}: ${plain(old.get(name))} → ${plain(value)}`)
    .join('; ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
