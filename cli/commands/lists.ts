/** The first so many things of a list; pages behind them are not fetched. */
export async function firstOf<Item>(list: AsyncIterable<Item>, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) {
    items.push(item);
    if (items.length >= limit) break;
  }
  return items;
}
