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
  const all = [header, ...rows];
  const breathe = yieldEvery10ms();
  let csv = '';
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
    const some = all.slice(at, at + ROWS_AT_ONCE).map((row) => row.map(textOf));
    csv += stringify(some, { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
    await breathe();
  }
  return csv;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return neutralise(typeof value === 'string' ? value : JSON.stringify(value));
}
