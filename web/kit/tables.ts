import { date, fromNow, moment } from './format';

/** What stands in one cell: a text that may be a link, a badge or a time, and a quieter line below it. */
export interface Cell {
  readonly text?: string | undefined;
  readonly href?: string | undefined;
  readonly strong?: boolean;
  readonly badge?: Tone | undefined;
  readonly time?: string | undefined;
  readonly code?: boolean;
  readonly sub?: string | undefined;
  readonly end?: boolean;
  /** Buttons that send the form around the list. */
  readonly buttons?: readonly RowButton[];
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

export interface Column {
  readonly label: string;
  /** Sort field of the API, where the list can be sorted by it. */
  readonly sort?: string;
  readonly end?: boolean;
}

export interface Row {
  readonly id: string;
  /** What the row is about, for the label of its box. */
  readonly name: string;
  readonly pickable?: boolean;
  readonly cells: readonly Cell[];
}

export interface Empty {
  readonly title: string;
  readonly text: string;
  readonly href?: string | undefined;
  readonly action?: string | undefined;
  readonly primary?: boolean;
}

type HrefWith = (changes: Readonly<Record<string, string | undefined>>) => string;

export interface TableInput {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly empty: Empty;
  readonly selectable?: boolean;
  /** Sorting and paging fetch only the list itself. */
  readonly live?: boolean;
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly nextCursor?: string | null;
  /** The address of this list with other values. */
  readonly hrefWith?: HrefWith | undefined;
}

/** The list as its template shows it. */
export function tableData(input: TableInput) {
  const { caption, columns, rows, empty, sort = '', cursor, nextCursor = null, hrefWith } = input;
  const labels = columns.map(({ label }) => label);
  return {
    caption,
    selectable: input.selectable === true && rows.length > 0,
    live: input.live === true,
    columns: columns.map((column) => shownColumn(column, sort, hrefWith)),
    rows: rows.map(({ cells, ...row }) => ({
      ...row,
      pickable: row.pickable ?? true,
      cells: cells.map((cell, index) => shownCell(cell, labels[index] ?? '')),
    })),
    paged: hrefWith !== undefined && (nextCursor !== null || cursor !== undefined),
    firstHref: cursor === undefined ? undefined : hrefWith?.({ cursor: undefined }),
    nextHref: nextCursor === null ? undefined : hrefWith?.({ cursor: nextCursor }),
    empty: {
      title: empty.title,
      text: empty.text,
      href: empty.href,
      action: empty.action,
      primary: empty.primary,
    },
  };
}

/** A moment as people read it, with the exact time behind it. */
export function timeCell(instant: string | null | undefined, sub = true): Cell {
  if (instant === null || instant === undefined) return { text: '-' };
  return {
    text: sub ? date(instant) : moment(instant),
    time: instant,
    sub: sub ? fromNow(instant) : undefined,
  };
}

/** An address of ours with these values; those that are undefined are left out. */
export function href(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(set).toString();
  return query === '' ? path : `${path}?${query}`;
}

function shownColumn({ label, sort: field, end }: Column, sort: string, hrefWith: HrefWith | undefined) {
  const isUp = sort === field;
  const isDown = sort === `-${field ?? ''}`;
  const sortable = field !== undefined && hrefWith !== undefined;
  return {
    label,
    end,
    href: sortable ? hrefWith({ sort: isUp ? `-${field}` : field, cursor: undefined }) : undefined,
    ariaSort: sortable && (isUp || isDown) ? (isUp ? 'ascending' : 'descending') : undefined,
    arrow: sortable && (isUp || isDown) ? (isUp ? '↑' : '↓') : undefined,
  };
}

function shownCell(cell: Cell, label: string) {
  return {
    label,
    text: cell.text === '' ? '-' : cell.text,
    href: cell.href,
    strong: cell.strong,
    badge: cell.badge,
    time: cell.time,
    code: cell.code,
    sub: cell.sub,
    end: cell.end,
    buttons: cell.buttons,
  };
}
