import type { Model } from 'mongoose';
import { pageOfList } from '../../../api/http/lists';
import { collection } from '../../../models/mongo/collection';
import { pageOf, type Page, type PageQuery } from '../../../models/mongo/page';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('page');

interface Item {
  readonly _id: string;
  readonly name: string;
  readonly madeAt: Date;
}

/** Items with ties in both columns; the order of their IDs is not the one in which they are stored. */
const ITEMS: readonly Item[] = ['c', 'a', 'e', 'b', 'd', 'f'].map((_id, index) => ({
  _id,
  name: ['x', 'y'][index % 2]!,
  madeAt: new Date(index < 4 ? 1_000 : 2_000),
}));

let model: Model<Item>;
beforeAll(async () => {
  model = collection<Item>('page_items', { name: String, madeAt: Date })(database.connection);
  await model.create([...ITEMS]);
});

type Read = (query: PageQuery) => Promise<Page<Item>> | Page<Item>;

/** The two that page: over a collection, and over a list that is read as a whole. */
const WAYS: Readonly<Record<string, Read>> = {
  'of a collection': (query) => pageOf(model, [], { name: 'name', madeAt: 'madeAt' }, query),
  'of a list': (query) =>
    pageOfList(
      ITEMS,
      ({ _id }) => _id,
      { name: ({ name }) => name, madeAt: ({ madeAt }) => madeAt.getTime() },
      query,
    ),
};

function inOrder(sort: string): string[] {
  const field = sort.replace('-', '') as 'name' | 'madeAt';
  const direction = sort.startsWith('-') ? -1 : 1;
  const value = (item: Item) => `${String(item[field].valueOf())} ${item._id}`;
  const sorted = [...ITEMS].sort((a, b) => direction * (value(a) < value(b) ? -1 : 1));
  return sorted.map(({ _id }) => _id);
}

describe.each(Object.entries(WAYS))('pages %s', (_name, read) => {
  it.each(['name', '-name', 'madeAt', '-madeAt'])('in the order of %s hold every item once', async (sort) => {
    for (let limit = 1; limit <= ITEMS.length + 1; limit += 1) {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await read({ sort, limit, cursor });
        pages.push(page.items.map(({ _id }) => _id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && pages.length <= ITEMS.length);
      expect({ limit, items: pages.flat() }).toEqual({ limit, items: inOrder(sort) });
      // No page is empty, not even where the last one is full.
      expect({ limit, pages: pages.length }).toEqual({ limit, pages: Math.ceil(ITEMS.length / limit) });
    }
  });
});
