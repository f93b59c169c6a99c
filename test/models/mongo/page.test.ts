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

  it.each(['name', '-name', 'madeAt', '-madeAt'])(
    'in the order of %s lead back the way they came',
    async (sort) => {
      for (let limit = 1; limit <= ITEMS.length; limit += 1) {
        const onward: string[][] = [];
        const back: string[][] = [];
        let page = await read({ sort, limit });
        expect(page.previousCursor).toBeNull();
        onward.push(page.items.map(({ _id }) => _id));
        while (page.nextCursor !== null) {
          page = await read({ sort, limit, cursor: page.nextCursor });
          onward.push(page.items.map(({ _id }) => _id));
        }
        back.push(page.items.map(({ _id }) => _id));
        while (page.previousCursor) {
          page = await read({ sort, limit, cursor: page.previousCursor });
          back.unshift(page.items.map(({ _id }) => _id));
        }
        expect({ limit, back }).toEqual({ limit, back: onward });
      }
    },
  );

  it('begin with a whole page, however few rows are left before the second', async () => {
    const second = await read({
      sort: 'name',
      limit: 1,
      cursor: (await read({ sort: 'name', limit: 1 })).nextCursor!,
    });
    const { items } = await read({ sort: 'name', limit: 4, cursor: second.previousCursor! });
    expect(items.map(({ _id }) => _id)).toEqual(inOrder('name').slice(0, 4));
  });
});

it('a counted page says where it stands', async () => {
  const read = (query: Partial<PageQuery>) =>
    pageOf(
      model,
      [{ name: 'x' }],
      { name: 'name', madeAt: 'madeAt' },
      {
        ...{ sort: '-madeAt', limit: 2, counted: true },
        ...query,
      },
    );
  const first = await read({});
  expect(first.position).toEqual({ before: 0, total: 3, more: false });
  const second = await read({ cursor: first.nextCursor! });
  expect(second.position).toEqual({ before: 2, total: 3, more: false });
  expect((await read({ counted: false })).position).toBeUndefined();
});
