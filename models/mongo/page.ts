import type { Model, QueryFilter } from 'mongoose';
import { atOrAfter, after } from './collection';
import { decodeCursor, encodeCursor, InvalidPageError } from '../../domain/cursor';

/** Which page of a list is asked for. */
export interface PageQuery {
  /** A sort field of the list, with `-` for descending. */
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/**
 * One page by keyset: rows that come or go elsewhere neither repeat nor hide others. `columns` names the
 * sort fields and the columns that carry them, which are always set; those ending in `At` hold dates.
 *
 * @throws InvalidPageError for a cursor or sort order that is none
 */
export async function pageOf<T extends { readonly _id: string }>(
  model: Model<T>,
  conditions: readonly object[],
  columns: Readonly<Record<string, keyof T & string>>,
  { sort, limit, cursor }: PageQuery,
): Promise<Page<T>> {
  const direction = sort.startsWith('-') ? -1 : 1;
  const field = sort.replace(/^-/, '');
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (column === undefined) throw new InvalidPageError('sort');
  const from = cursor === undefined ? [] : [rowsAfter(sort, column, direction, cursor)];
  const rows = await model
    .find({ $and: [...conditions, ...from] } as QueryFilter<T>)
    .sort({ [column]: direction, _id: direction })
    .limit(limit + 1)
    .lean<T[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  const value: unknown = last[column];
  const position = { value: value instanceof Date ? value.getTime() : String(value), id: last._id };
  return { items, nextCursor: encodeCursor(sort, position) };
}

function rowsAfter(sort: string, column: string, direction: 1 | -1, cursor: string): object {
  const { value, id } = decodeCursor(sort, cursor);
  const isDate = column.endsWith('At');
  if (isDate !== (typeof value === 'number')) throw new InvalidPageError('cursor');
  const bound = typeof value === 'number' ? new Date(value) : value;
  if (bound instanceof Date && Number.isNaN(bound.getTime())) throw new InvalidPageError('cursor');
  return {
    // Implied by the rest; a range in which the index can begin, whatever the planner makes of $or.
    [column]: atOrAfter(direction, bound),
    $or: [{ [column]: after(direction, bound) }, { [column]: bound, _id: after(direction, id) }],
  };
}
