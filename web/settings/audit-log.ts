import type { z } from 'zod';
import type { auditItem } from '../../api/audit-log/schema';
import { callApi, read, type ListOf } from '../kit/api-call';
import { withProblem } from '../kit/form-page';
import type { FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { sendScreen } from '../kit/respond';
import { href, tableData, timeCell } from '../kit/tables';
import { LIST_NOTHING } from './users';
import { queryOf, type PageContext } from '../kit/page-context';

type AuditItem = z.output<typeof auditItem>;

const READ = 'get /v1/audit-log';

const FILTERS: readonly FieldGroup[] = [
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
];

/** Everything that happened in the account, to filter and to export. */
export function auditLogPages(pages: Pages): void {
  pages.get('/audit-log', showLog);
  pages.get('/audit-log.csv', sendCsv);
}

function wantedOf(context: PageContext) {
  const [type, actor, target, from, to] = ['type', 'actor', 'target', 'from', 'to'].map((name) =>
    queryOf(context, name),
  );
  return { type, actor, target, from, to };
}

/** Days of the form as instants of the API; the last day counts whole. */
function queryFor({ from, to, ...rest }: ReturnType<typeof wantedOf>) {
  const isDay = (text: string | undefined) => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
  return {
    ...rest,
    from: isDay(from) ? `${from ?? ''}T00:00:00Z` : from,
    to: isDay(to) ? `${to ?? ''}T23:59:59.999Z` : to,
  };
}

async function showLog(context: PageContext): Promise<void> {
  const wanted = wantedOf(context);
  const sort = queryOf(context, 'sort');
  const cursor = queryOf(context, 'cursor');
  const { items, nextCursor } = await read<ListOf<AuditItem>>(context, READ, {
    query: { ...queryFor(wanted), sort, cursor },
  });
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'Audit log',
    heading: 'Audit log',
    intro: 'Who did what, when and from where. Entries are chained, so that a change to one of them shows.',
    exportHref: href('/audit-log.csv', wanted),
    filterAction: '/audit-log',
    ...withProblem(FILTERS, wanted, undefined),
    table: tableData({
      caption: 'Audit log',
      columns: [
        { label: 'When', sort: 'seq' },
        { label: 'What' },
        { label: 'Who' },
        { label: 'About' },
        { label: 'Details' },
      ],
      rows: items.map(auditRow),
      sort: sort ?? '-seq',
      cursor,
      nextCursor,
      hrefWith: (changes) => href('/audit-log', { ...wanted, sort, cursor, ...changes }),
      empty: {
        title: 'Nothing found',
        text: 'No entry fits the filter.',
        href: '/audit-log',
        action: 'Clear All',
      },
    }),
  });
}

function auditRow({ seq, at, type, actor, target, ip, reason, before, after }: AuditItem) {
  const path = target.kind === 'invitation' ? `/invitations/${target.id}` : undefined;
  return {
    id: String(seq),
    name: type,
    cells: [
      timeCell(at, false),
      { text: type.replaceAll('_', ' '), strong: true },
      { text: actor.name ?? actor.kind, sub: ip ?? undefined },
      { text: target.kind.replaceAll('_', ' '), sub: path === undefined ? target.id : undefined, href: path },
      { text: reason ?? changeText(before, after) },
    ],
  };
}

const MAX_TEXT = 160;

function changeText(before: unknown, after: unknown): string {
  if (typeof after !== 'object' || after === null) return '';
  const old = (before ?? {}) as Record<string, unknown>;
  const text = Object.entries(after)
    .map(([name, value]) => `${name}: ${plain(old[name])} → ${plain(value)}`)
    .join('; ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function sendCsv(context: PageContext): Promise<void> {
  const {
    status,
    headers = {},
    body,
  } = await callApi(context, READ, {
    query: { ...queryFor(wantedOf(context)), format: 'csv' },
  });
  context.response
    .status(status)
    .set({ ...headers, 'Cache-Control': 'no-store' })
    .send(body);
}
