import type { Model, QueryFilter } from 'mongoose';
import { atOrAfter, after } from './collection';
import { decodeCursor, encodeCursor, InvalidPageError, type Position } from '../../domain/cursor';

/** Which page of a list is asked for. */
export interface PageQuery {
  /** A sort field of the list, with `-` for descending. */
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Whether to say as well where in the whole list the page stands. */
  readonly counted?: boolean | undefined;
}

/** `nextCursor` is null on the last page, `previousCursor` on the first. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly previousCursor?: string | null;
  readonly position?: PagePosition;
}

/** Where a page stands: rows before it, and rows of the list, both counted up to {@link COUNT_LIMIT}. */
export interface PagePosition {
  readonly before: number;
  readonly total: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** Counting further would read ever more of an index to say what nobody reads. */
export const COUNT_LIMIT = 10_000;

type Direction = 1 | -1;

/**
 * One page by keyset: rows that come or go elsewhere neither repeat nor hide others. `columns` names the
 * sort fields and the columns that carry them, which are always set: dates and texts.
 *
 * @throws InvalidPageError for a cursor or sort order that is none
 */
export async function pageOf<T extends { readonly _id: string }>(
  model: Model<T>,
  conditions: readonly object[],
  columns: Readonly<Record<string, keyof T & string>>,
  query: PageQuery,
): Promise<Page<T>> {
  const { sort, limit, cursor, counted } = query;
  const direction: Direction = sort.startsWith('-') ? -1 : 1;
  const field = sort.replace(/^-/, '');
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (column === undefined) throw new InvalidPageError('sort');
  const at = cursor === undefined ? undefined : decodeCursor(sort, cursor);
  const step = directionFrom(direction, at);
  const from = at === undefined ? [] : [rowsAfter(model, column, step, at)];
  const rows = await model
    .find({ $and: [...conditions, ...from] } as QueryFilter<T>)
    .sort({ [column]: step, _id: step })
    .limit(limit + 1)
    .lean<T[]>();
  const page = cutPage(rows, { sort, limit, at }, (row) => positionOf(row, column));
  if (page === undefined) return pageOf(model, conditions, columns, { ...query, cursor: undefined });
  if (counted !== true) return page;
  const [first] = page.items;
  const earlier = at && first && rowsAfter(model, column, reversed(direction), positionOf(first, column));
  return { ...page, position: await countAround(model, conditions, earlier) };
}

/** Which way a list is read from a cursor. */
export const directionFrom = (direction: Direction, at: Position | undefined): Direction =>
  at?.before === true ? reversed(direction) : direction;

const reversed = (direction: Direction): Direction => (direction === 1 ? -1 : 1);

/**
 * The page out of up to one row more than it holds, read in the direction of its cursor. `undefined` when the first
 * page is meant, which is read from the beginning: it is a whole one, however few rows are left before the second.
 */
export function cutPage<T>(
  rows: readonly T[],
  { sort, limit, at }: { readonly sort: string; readonly limit: number; readonly at: Position | undefined },
  positionIn: (row: T) => Position,
): Page<T> | undefined {
  const isBackwards = at?.before === true;
  const isMore = rows.length > limit;
  if (isBackwards && !isMore) return undefined;
  const items = rows.slice(0, limit);
  if (isBackwards) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  return {
    items,
    nextCursor: last !== undefined && (isMore || isBackwards) ? encodeCursor(sort, positionIn(last)) : null,
    previousCursor:
      at !== undefined && first !== undefined
        ? encodeCursor(sort, { ...positionIn(first), before: true })
        : null,
  };
}

function positionOf<T extends { readonly _id: string }>(row: T, column: keyof T & string): Position {
  const value: unknown = row[column];
  return { value: value instanceof Date ? value.getTime() : String(value), id: row._id };
}

/** `earlier` are the rows before the page's first one; the first page has none. */
async function countAround<T>(
  model: Model<T>,
  conditions: readonly object[],
  earlier: object | undefined,
): Promise<PagePosition> {
  const count = (all: readonly object[]) =>
    model.countDocuments({ $and: all } as QueryFilter<T>, { limit: COUNT_LIMIT + 1 });
  const [counted, before] = await Promise.all([
    count(conditions),
    earlier === undefined ? 0 : count([...conditions, earlier]),
  ]);
  return { before, total: Math.min(counted, COUNT_LIMIT), more: counted > COUNT_LIMIT };
}

function rowsAfter<T>(
  model: Model<T>,
  column: string,
  direction: Direction,
  { value, id }: Position,
): object {
  const isDate = model.schema.path(column).instance === 'Date';
  if (isDate !== (typeof value === 'number')) throw new InvalidPageError('cursor');
  const bound = typeof value === 'number' ? new Date(value) : value;
  if (bound instanceof Date && Number.isNaN(bound.getTime())) throw new InvalidPageError('cursor');
  return {
    // Implied by the rest; a range in which the index can begin, whatever the planner makes of $or.
    [column]: atOrAfter(direction, bound),
    $or: [{ [column]: after(direction, bound) }, { [column]: bound, _id: after(direction, id) }],
  };
}
