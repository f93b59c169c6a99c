import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { neutralise } from '../../domain/csv-cells';
import { yieldEvery10ms } from '../../domain/pace';

const ROWS_AT_ONCE = 20;

/**
 * Rows as CSV (RFC 4180), the header first. Every cell is quoted, and none of them is a formula to a spreadsheet,
 * whether it reads the file with commas, semicolons or tabs.
 */
export async function csvOf(
  header: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<string> {
  let csv = '';
  for await (const some of linesOf([header, ...rows])) csv += some;
  return csv;
}

/** A page of a list, and where the next one begins. */
interface Rows<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** What stands in each column, in their order. */
export type CsvColumns<Item> = Readonly<Record<string, (item: Item) => unknown>>;

/**
 * A whole list as CSV in the form of {@link csvOf}, page by page while it is being read. `first` was read before,
 * so that what is wrong with the question is said before anything is sent.
 */
export function csvStream<Item>(
  columns: CsvColumns<Item>,
  first: Rows<Item>,
  next: (cursor: string) => Promise<Rows<Item>>,
): Readable {
  const valuesOf = (item: Item) => Object.values(columns).map((valueIn) => valueIn(item));
  async function* pages() {
    yield* linesOf([Object.keys(columns)]);
    for (let page = first; ; page = await next(page.nextCursor)) {
      yield* linesOf(page.items.map(valuesOf));
      if (page.nextCursor === null) return;
    }
  }
  return Readable.from(pages());
}

async function* linesOf(rows: readonly (readonly unknown[])[]): AsyncGenerator<string> {
  const breathe = yieldEvery10ms();
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE).map((row) => row.map(textOf));
    yield stringify(some, { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
    await breathe();
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return neutralise(typeof value === 'string' ? value : JSON.stringify(value));
}
