import { defined } from '../../domain/defined';
import { date, fromNow } from './format';
import { reader, t } from './reader';

/** What stands in one cell: a text that may be a link or a badge, and a quieter line below it. */
export interface Cell {
  readonly text?: string | undefined;
  readonly href?: string | undefined;
  readonly strong?: boolean;
  readonly badge?: Tone | undefined;
  readonly code?: boolean;
  readonly below?: string | undefined;
  /** What was before beside what is now. */
  readonly changes?: readonly Change[];
  /** Buttons that send the form around the list. */
  readonly buttons?: readonly RowButton[];
}

/** One value that changed; empty where there was or is none. */
export interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface RowButton {
  readonly label: string;
  /** What the button is about, for those who do not see its row. */
  readonly about: string;
  readonly action: string;
  readonly name: string;
  readonly value: string;
}

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export interface Column<Item> {
  readonly label: string;
  readonly cell: (item: Item) => Cell | string;
  /** Sort field of the API, where the list can be sorted by it. */
  readonly sort?: string;
  readonly end?: boolean | undefined;
}

export interface Empty {
  readonly title: string;
  readonly text: string;
  readonly href?: string | undefined;
  readonly action?: string | undefined;
  readonly primary?: boolean;
}

type Query = Readonly<Record<string, string | undefined>>;

export interface TableInput<Item> {
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly empty: Empty;
  /** Rows to select, each with what its box is about. */
  readonly select?: ((item: Item) => { id: string; name: string; pickable: boolean }) | undefined;
  /** Sorting and paging fetch only the list itself. */
  readonly live?: boolean;
  /** The order of a list that none was chosen for. */
  readonly sort?: string;
  /** Where this very list is, for a list of several pages: `query` holds its `sort` and `cursor`. */
  readonly at?: Place;
}

/** A page of a list: its address, and what the API says around it. */
export interface Place {
  readonly path: string;
  readonly query: Query;
  readonly nextCursor: string | null;
  readonly previousCursor?: string | null | undefined;
  readonly position?: { readonly before: number; readonly total: number; readonly more: boolean } | undefined;
}

/** The list as its template shows it. */
export function tableData<Item>(input: TableInput<Item>) {
  const { caption, columns, items, empty, select, live = false, at } = input;
  const { query = {}, nextCursor = null, previousCursor = null } = at ?? {};
  const { cursor, sort = input.sort } = query;
  const hrefWith = (changes: Query) => at && href(at.path, { ...query, ...changes });
  const rows = items.map((item) => ({ ...select?.(item), cells: shownCells(item, columns) }));
  return {
    caption: t(caption),
    selectable: select !== undefined && items.length > 0,
    live,
    columns: columns.map(({ label, end, sort: field }) => ({
      label: t(label),
      end,
      ...(field !== undefined && sortLink(field, sort, hrefWith)),
    })),
    rows,
    hasButtons: rows.some(({ cells }) => cells.some(({ buttons = [] }) => buttons.length > 0)),
    paged: nextCursor !== null || cursor !== undefined || at?.position !== undefined,
    total: at?.position?.total,
    range: rangeText(items.length, at?.position),
    firstHref:
      (at?.previousCursor === undefined ? cursor : previousCursor) && hrefWith({ cursor: undefined }),
    previousHref: previousCursor === null ? undefined : hrefWith({ cursor: previousCursor }),
    nextHref: nextCursor === null ? undefined : hrefWith({ cursor: nextCursor }),
    empty: { ...empty, title: t(empty.title), text: t(empty.text), action: empty.action && t(empty.action) },
  };
}

/** `1–25 of 65`; what was not counted to its end is not made up. */
export function rangeText(rows: number, position: Place['position']): string | undefined {
  if (position === undefined || rows === 0) return undefined;
  const { before, total, more } = position;
  const number = (count: number) => count.toLocaleString(reader().locale);
  const all = more ? t('more than {{count}}', { count: number(total) }) : number(total);
  if (before > total) return t('Rows of {{all}}', { all });
  return t('{{first}}–{{last}} of {{all}}', { first: number(before + 1), last: number(before + rows), all });
}

/** A list of details; those without a value are left out. */
export function details(
  entries: readonly (readonly [label: string, value: string | null | undefined, href?: string | undefined])[],
) {
  return entries.flatMap(([label, value, link]) => (value ? [{ label: t(label), value, href: link }] : []));
}

/** A day as people read it, with the exact time behind it; a word of the page where there is none. */
export function timeCell(instant: string | null, none = ''): Cell {
  return instant === null ? { text: t(none) } : { text: date(instant), below: fromNow(instant) };
}

/** An address of ours with these values; those that are undefined are left out. */
export function href(path: string, values: Query): string {
  const query = new URLSearchParams(defined(values)).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The other direction for the column that the list is sorted by. */
function sortLink(field: string, sort: string | undefined, hrefWith: (changes: Query) => string | undefined) {
  const link = (to: string) => hrefWith({ sort: to, cursor: undefined });
  if (sort === field) return { href: link(`-${field}`), ariaSort: 'ascending', arrow: 'arrow-up' };
  return { href: link(field), ...(sort === `-${field}` && { ariaSort: 'descending', arrow: 'arrow-down' }) };
}

/** The cells of a row; one of them names it, the first where none is strong. */
function shownCells<Item>(item: Item, columns: readonly Column<Item>[]) {
  const cells = columns.map(({ cell }) => asCell(cell(item)));
  const name = cells.find(({ strong }) => strong) ?? cells[0];
  return cells.map((cell, index) => {
    const { label, end = false } = columns[index] ?? { label: '' };
    const classes = [cell === name ? 'name' : roleOf(cell), end && 'end'].filter(Boolean).join(' ');
    return { label: t(label), ...cell, ...translated(cell), classes };
  });
}

/** What Usher says in a cell; what people wrote stays as it is. */
function translated({ text, badge, buttons, changes = [] }: Cell): Pick<Cell, 'text' | 'buttons'> {
  return {
    text: text === '' && changes.length === 0 ? '-' : badge === undefined ? text : t(text ?? ''),
    ...(buttons && { buttons: buttons.map((button) => ({ ...button, label: t(button.label) })) }),
  };
}

const asCell = (cell: Cell | string): Cell => (typeof cell === 'string' ? { text: cell } : cell);

/** What a cell is to its row, which has two lines where there is little room. */
function roleOf({ text = '', badge, buttons, below }: Cell): string | undefined {
  if (badge !== undefined) return 'status';
  if (buttons !== undefined) return 'does';
  return below === undefined && (text === '' || text === '-') ? 'blank' : undefined;
}
