import * as api from '../../api';
import { Problem } from '../../api/http/problem';
import { markedName } from '../../templates/marks';
import { renderPart } from '../../templates/pages/signed-in/render';
import { date } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { reader, sentences, t } from '../kit/reader';
import { statusChoices } from '../kit/statuses';
import { href, tableData } from '../kit/tables';
import { bulkPages } from './bulk';
import { firstSteps, firstStepsPages } from './first-steps';
import { rememberList } from './last-list';
import { bulkOf, decideNow, MOST_AT_ONCE, pickOf } from './list-actions';
import { chosenColumns, columnChoices, COLUMNS, PARTNER_COLUMNS } from './list-columns';
import { marksOf, newsOf } from './list-news';
import {
  asked,
  defaultSort,
  hasOrigins,
  isOfPartners,
  ORIGINS,
  SIZES,
  type Tab,
  TABS,
  type Wanted,
  wantedOf,
} from './tabs';
import { mayInvite } from '../kit/navigation';
import { viewPages, viewsAbove } from './views';

/** The Partner Explorer with its six tabs. */
export function explorerPages(pages: Pages): void {
  pages.get('/partner-explorer', showExplorer);
  pages.get('/partner-explorer.csv', sendCsv);
  pages.get('/partner-explorer/news', sendNews);
  bulkPages(pages);
  firstStepsPages(pages);
  viewPages(pages);
}

function askedTab(context: PageContext): Tab {
  const tab = TABS.find(({ key }) => key === context.query('tab'));
  if (tab === undefined) throw new Problem('not-found');
  return tab;
}

const columnsOf = (key: Tab['key']) => (isOfPartners(key) ? PARTNER_COLUMNS : COLUMNS[key]);

/** Several boxes of one name are one choice; all columns are none in particular. */
function wantedIn(context: PageContext, tab: Tab): Wanted {
  const all = columnsOf(tab.key);
  const columns = context.queries('columns').join(',');
  const isChoice =
    columns !== '' && chosenColumns<{ readonly label: string }>(all, columns).length < all.length;
  return wantedOf(tab, (name) =>
    name === 'columns' ? (isChoice ? columns : undefined) : context.query(name),
  );
}

/** The list of a tab with its search, filter and order, all of it. */
async function sendCsv(context: PageContext): Promise<void> {
  const tab = askedTab(context);
  const { cursor: _, limit: __, ...query } = asked(tab, wantedIn(context, tab));
  const wanted = { ...query, format: 'csv' };
  if (isOfPartners(tab.key)) await context.sendFile(api.getPartners, { query: wanted });
  else await context.sendFile(api.getInvitations, { query: wanted });
}

/** What has changed since the list was shown; asked by the page, as long as somebody looks at it. */
async function sendNews(context: PageContext): Promise<void> {
  const tab = askedTab(context);
  const wanted = wantedIn(context, tab);
  const { items } = await listOf(context, tab, wanted);
  const news = newsOf(items, context.query('seen') ?? '');
  context.sendPart(news && renderPart('news', { news, href: addressOf(tab, wanted) }, reader().locale));
}

const listOf = (context: PageContext, tab: Tab, wanted: Wanted, counted?: 'true') => {
  const query = { ...asked(tab, wanted), counted };
  return isOfPartners(tab.key)
    ? context.call(api.getPartners, { query })
    : context.call(api.getInvitations, { query });
};

const addressOf = ({ key }: Tab, wanted: Partial<Wanted>, path = '/partner-explorer') =>
  href(path, { tab: key, ...wanted });

async function showExplorer(context: PageContext): Promise<void> {
  const tabs = TABS.filter(({ endpoint }) => context.may(endpoint));
  const tab = tabs.find(({ key }) => key === context.query('tab')) ?? tabs[0];
  if (tab === undefined) {
    await context.call(api.getInvitations);
    return;
  }
  const wanted = wantedIn(context, tab);
  const { search } = wanted;
  const [counts, views, { table, marks }] = await Promise.all([
    context.may(api.getPartnerExplorerCounts)
      ? context.call(api.getPartnerExplorerCounts, { query: { search } })
      : undefined,
    viewsAbove(context, tab, wanted),
    tableOf(context, tab, wanted),
  ]);
  const here = addressOf(tab, wanted);
  rememberList(context, here);
  const shownTabs = tabs.map(({ key, label }) => ({
    label: t(label),
    href: href('/partner-explorer', { tab: key, search }),
    current: key === tab.key,
    counted: counts !== undefined,
    count: counts?.[key] ?? 0,
  }));
  context.show('explorer', {
    title: t('{{tab}} - Partner Explorer', { tab: t(tab.label) }),
    heading: tab.heading,
    tab: tab.key,
    tabs: shownTabs,
    // A search looks into every tab.
    elsewhere: search === undefined ? [] : shownTabs.filter(({ current, count }) => !current && count > 0),
    views,
    table,
    ...filtersOf(tab, wanted),
    here,
    newsHref: addressOf(tab, { ...wanted, seen: marks } as Partial<Wanted>, '/partner-explorer/news'),
    mayInvite: mayInvite(context),
    mayImport: context.may(api.postInvitationImports),
    bulk: bulkOf(context, tab.key),
    firstSteps: counts && (await firstSteps(context, counts.sent)),
    every: everyLabel(table.rows.length, table.total),
    exportHref: exportOf(tab, wanted),
  });
}

/** The same search, filters and order, whatever part of it a page shows. */
const exportOf = (tab: Tab, wanted: Wanted) =>
  addressOf(
    tab,
    { ...wanted, cursor: undefined, size: undefined, columns: undefined, view: undefined },
    '/partner-explorer.csv',
  );

function filtersOf({ key, statuses }: Tab, wanted: Wanted) {
  const { search = '', status, origin, assignee, size, columns } = wanted;
  const chosen =
    (value: string | undefined) => (one: { readonly value: string; readonly label: string }) => ({
      ...one,
      selected: one.value === value,
    });
  return {
    search,
    statuses: statusChoices(statuses).map(chosen(status)),
    origins: hasOrigins(key) ? ORIGINS.map(chosen(origin)) : undefined,
    assignable: key === 'pending',
    mine: assignee === 'me',
    sizes: SIZES.map((value) => ({ value, label: value })).map(chosen(size ?? SIZES[0])),
    columns: columnChoices(columnsOf(key), columns),
    ...narrowedTo(wanted),
    filtered: Object.entries(wanted).some(
      ([name, value]) => name !== 'cursor' && name !== 'view' && value !== undefined,
    ),
    clearHref: `/partner-explorer?tab=${key}`,
  };
}

const PART = ['createdAfter', 'createdBefore', 'program', 'inviter', 'sort', 'view'] as const;

/** What people keep while they search: the order, the view, and a part of the list that a link led to, in words. */
function narrowedTo(wanted: Wanted) {
  const kept = PART.flatMap((name) => (wanted[name] === undefined ? [] : [{ name, value: wanted[name] }]));
  const { createdAfter: from, createdBefore: to, program, inviter } = wanted;
  const dated = (sentence: string, day = '') =>
    Number.isNaN(Date.parse(day)) ? '' : t(sentence, { day: date(day) });
  const said = [
    dated('Created from {{day}}.', from),
    dated('Created before {{day}}.', to),
    program === undefined ? '' : t('Of the program {{program}}.', { program: markedName(program) }),
    inviter === undefined ? '' : t('Sent by one inviter.'),
  ];
  return { kept, narrowed: sentences(...said) || undefined };
}

/** The rows that the page does not show can be picked as well, as many as can be done at once. */
function everyLabel(rows: number, total: number | undefined): string | undefined {
  if (total === undefined || total <= rows) return undefined;
  return total <= MOST_AT_ONCE
    ? t('All {{total}}', { total })
    : t('The first {{most}} of {{total}}', { most: MOST_AT_ONCE, total });
}

const INVITE = { href: '/invitations/new', action: 'Invite New Partner', primary: true };

function emptyOf(context: PageContext, { key, empty }: Tab, wanted: Wanted) {
  const [title, text, invite] = empty;
  if ([wanted.search, wanted.status, wanted.origin, wanted.assignee].every((one) => one === undefined))
    return { title, text, ...(invite && mayInvite(context) && INVITE) };
  return {
    title: 'Nothing found',
    text: 'No entry fits the search and filters.',
    href: `/partner-explorer?tab=${key}`,
    action: 'Clear All',
  };
}

async function tableOf(context: PageContext, tab: Tab, wanted: Wanted) {
  const { key, heading } = tab;
  const common = {
    caption: heading,
    live: true,
    sort: defaultSort(key),
    empty: emptyOf(context, tab, wanted),
  };
  const place = { path: '/partner-explorer', query: { tab: key, ...wanted } };
  if (isOfPartners(key)) {
    const query = { ...asked(tab, wanted), counted: 'true' };
    const { items, ...around } = await context.call(api.getPartners, { query });
    const columns = chosenColumns(PARTNER_COLUMNS, wanted.columns);
    return {
      marks: marksOf(items),
      table: tableData({ ...common, columns, items, at: { ...place, ...around } }),
    };
  }
  const query = { ...asked(tab, wanted), counted: 'true' };
  const { items, ...around } = await context.call(api.getInvitations, { query });
  const actions = bulkOf(context, key).map(({ value }) => value);
  const table = tableData({
    ...common,
    columns: [...chosenColumns(COLUMNS[key], wanted.columns), ...decideNow(key, actions)],
    items,
    at: { ...place, ...around },
    select: actions.length === 0 ? undefined : (one) => pickOf(one, actions),
  });
  return { marks: marksOf(items), table };
}
