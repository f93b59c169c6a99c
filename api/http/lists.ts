import { decodeCursor, encodeCursor, InvalidPageError, type Position } from '../../domain/cursor';
import { COUNT_LIMIT, type Page } from '../../models';
import { z } from './schemas/zod';
import { invalid } from './validate';

/** The schema of one page of a list. */
export const page = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable().optional().openapi({
      description:
        'Where the list can be read backwards: the `cursor` of the page before; null on the first.',
    }),
  });

/** Where a page stands in its whole list; asked for by `counted`, because counting reads the whole of it. */
const position = z
  .object({
    before: z.int().openapi({ description: 'Rows before this page.' }),
    total: z.int().openapi({ description: `Rows of the list, counted up to ${COUNT_LIMIT}.` }),
    more: z.boolean().openapi({ description: 'There are more than were counted.' }),
  })
  .openapi('PagePosition');

/** The schema of one page of a list that can be counted. */
export const countedPage = <S extends z.ZodType>(item: S) =>
  page(item).extend({ position: position.optional() });

/** Asks a list for the position of the page. */
export const countedMember = {
  counted: z
    .literal('true')
    .transform(() => true)
    .optional()
    .openapi({
      type: 'string',
      description: 'Says where in the whole list the page stands.',
    }),
};

/** The only success of a list endpoint. */
export const onePage = <S extends z.ZodType>(item: S) => ({
  200: { description: 'One page.', schema: page(item) },
});

/** `limit` and `cursor` of every list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(1_000).optional(),
};

/** `limit`, `cursor` and `sort` by one of the fields, with `-` for descending. */
export const listMembers = (fields: readonly string[]) => ({
  sort: z.enum(fields.flatMap((field) => [field, `-${field}`]) as [string, ...string[]]).optional(),
  ...paging,
});

/** Reads one page and presents its items; 422 for a cursor that no answer of ours ever held. */
export async function readPage<T, V>(
  read: () => Page<T> | Promise<Page<T>>,
  present: (item: T) => V,
): Promise<Page<V>> {
  try {
    const { items, ...where } = await read();
    return { items: items.map(present), ...where };
  } catch (error) {
    if (!(error instanceof InvalidPageError)) throw error;
    throw invalid([{ pointer: `/${error.member}`, detail: 'Is not valid.' }]);
  }
}

/**
 * A list that is read as a whole because an account has few of its items: its `query`, and `page`, which answers it.
 * `sort` is the order that nobody asked for.
 */
export function shortList<T>(sort: string, idOf: (item: T) => string, columns: Columns<T>) {
  return {
    query: z.strictObject(listMembers(Object.keys(columns))),
    page: <V>(
      items: readonly T[],
      query: Omit<Wanted, 'sort'> & { sort?: string | undefined },
      present: (item: T) => V,
    ) => readPage(() => pageOfList(items, idOf, columns, { ...query, sort: query.sort ?? sort }), present),
  };
}

type Columns<T> = Readonly<Record<string, (item: T) => string | number>>;

interface Wanted {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * One page of a list that is read as a whole because an account has few of its items. Keyset, as in the
 * database: items that come or go elsewhere neither repeat nor hide others.
 *
 * @throws InvalidPageError for a cursor or sort order that is none
 */
export function pageOfList<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  columns: Columns<T>,
  { sort, limit, cursor }: Wanted,
): Page<T> {
  const direction = sort.startsWith('-') ? -1 : 1;
  const field = sort.replace(/^-/, '');
  const valueOf = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (valueOf === undefined) throw new InvalidPageError('sort');
  const positioned = items.map((item) => ({ item, value: valueOf(item), id: idOf(item) }));
  const sorted = positioned.sort((a, b) => direction * (compare(a.value, b.value) || compare(a.id, b.id)));
  const from = cursor === undefined ? undefined : decodeCursor(sort, cursor);
  const begin = from === undefined ? 0 : beginOf(from);
  const page = sorted.slice(begin, begin + limit);
  const [first, last] = [page[0], page.at(-1)];
  const isMore = begin + limit < sorted.length;
  return {
    items: page.map(({ item }) => item),
    nextCursor: isMore && last !== undefined ? encodeCursor(sort, last) : null,
    previousCursor: begin > 0 && first !== undefined ? encodeCursor(sort, { ...first, before: true }) : null,
  };

  function beginOf({ value, id, before }: Position): number {
    const against = (one: Position) => direction * (compare(one.value, value) || compare(one.id, id));
    const at = sorted.findIndex((one) => (before ? against(one) >= 0 : against(one) > 0));
    const found = at === -1 ? sorted.length : at;
    return before ? Math.max(0, found - limit) : found;
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) throw new InvalidPageError('cursor');
  return a < b ? -1 : a > b ? 1 : 0;
}
