import * as api from '../../api';
import { displayName } from '../../domain/accounts/display-name';
import type { ItemOf } from '../kit/api-call';
import { moment, words } from '../kit/format';
import type { Choice, Field } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { listPage, queriesOf } from '../kit/resource';
import type { Change, Column } from '../kit/tables';

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
    filters: async (context) => [
      {
        bare: true,
        fields: [
          ...(await choicesOf(context)),
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

const KINDS = [
  ['user', 'Any user'],
  ['invitee', 'Contacts'],
  ['operator', 'Operators'],
  ['system', 'Usher itself'],
] as const;

/** Who is no user with a name. */
const actorKind = (kind: string): string => t(KINDS.find(([value]) => value === kind)?.[1] ?? kind);

/** Events, people and things to pick; what an address asks for besides stays to be picked. */
async function choicesOf(context: PageContext): Promise<Field[]> {
  const [events, users] = await Promise.all([
    context.call(api.getAuditLogEvents),
    context.may(api.getUsers) ? context.callAll(api.getUsers) : [],
  ]);
  const people = users.map((one) => ({ value: one.id, label: `${displayName(one)} (${one.email})` }));
  const kinds = KINDS.map(([value, label]) => ({ value, label }));
  const select = (name: string, label: string, options: readonly Choice[]): Field => {
    const asked = context.query(name);
    const isKnown = asked === undefined || options.some(({ value }) => value === asked);
    const all = isKnown ? options : [...options, { value: asked, label: asked }];
    return { name, label, kind: 'select', blank: 'All', options: all };
  };
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));
  return [
    select('type', 'What', named(events.types)),
    select('actor', 'Who', [...kinds, ...people]),
    select('target', 'About', named(events.targets)),
  ];
}

const COLUMNS: readonly Column<AuditItem>[] = [
  { label: 'When', sort: 'seq', cell: ({ at }) => ({ text: moment(at) }) },
  { label: 'What', cell: ({ type }) => ({ text: t(words(type)), strong: true }) },
  {
    label: 'Who',
    cell: ({ actor, ip }) => ({ text: actor.name ?? actorKind(actor.kind), below: ip ?? undefined }),
  },
  {
    label: 'About',
    cell: ({ target: { kind, id } }) => ({
      text: t(words(kind)),
      ...(kind === 'invitation' ? { href: `/invitations/${id}` } : { below: id }),
    }),
  },
  {
    label: 'Changed',
    cell: ({ reason, before, after }) => ({ text: reason ?? '', changes: changesOf(before, after) }),
  },
];

/** Each member that changed, with what it was and what it became. */
function changesOf(before: unknown, after: unknown): readonly Change[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names
    .map((name) => ({ name: t(words(name)), before: plain(old.get(name)), after: plain(now.get(name)) }))
    .filter((change) => change.before !== change.after);
}

function membersOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

const MAX_TEXT = 300;

function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'Yes' : 'No');
  const isFlat = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  const text = isFlat ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
