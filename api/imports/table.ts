import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/invitations/content-hash';
import { columnsOf, namesKept, rowOf, tableOf, type Column } from '../../domain/imports/columns';
import { yieldEvery10ms } from '../../domain/pace';
import type { InvitationImportDoc, InvitationImportRowStore } from '../../models';
import { invalid } from '../http';
import type { CheckedRow, RowChecker } from './check-rows';
import {
  encodingOf,
  IMPORT_LIMITS,
  readCsv,
  tooManyColumns,
  tooManyRows,
  wrongEncoding,
  type Encoding,
} from './read-csv';

/** What a file, or the rows of a call, held. */
export interface Table {
  readonly source: InvitationImportDoc['source'];
  readonly fileHash: string;
  /** What a CSV file was read as. */
  readonly encoding: string | null;
  /** The names in the file. */
  readonly header: readonly string[];
  /** What each column fills. */
  readonly columns: readonly string[];
  /** Rows without any content, which are passed over. */
  readonly blank: number;
  readonly rows: readonly TableRow[];
}

interface TableRow {
  readonly cells: readonly string[];
  readonly checked: CheckedRow;
}

/** How a file is read. */
export interface ReadingOptions {
  /** The one that shows by itself, unless it is named. */
  readonly encoding?: Encoding | undefined;
  /** Nobody is invited yet: a file of another encoding may be tried, and unknown columns be passed over. */
  readonly isCheck: boolean;
  readonly keepsUnknown: boolean;
}

/**
 * Reads a CSV file and checks every row.
 *
 * @throws {@link Problem} 413 or 422 when the file as a whole cannot be read
 */
export async function readTable(checker: RowChecker, csv: Buffer, options: ReadingOptions): Promise<Table> {
  const encoding = options.encoding ?? encodingOf(csv) ?? (options.isCheck ? 'windows-1252' : undefined);
  if (encoding === undefined) throw wrongEncoding();
  const records = readCsv(csv, encoding);
  const first = await records.next();
  const header = first.done === true ? [] : first.value.map((name) => name.trim());
  const { customFields = [] } = (options.keepsUnknown && (await checker.program(undefined))) || {};
  const names = options.keepsUnknown ? namesKept(header, customFields) : header;
  const columns = targetsOf(names, options.keepsUnknown);
  const rows: TableRow[] = [];
  const breathe = yieldEvery10ms();
  let blank = 0;
  for (;;) {
    const next = first.done === true ? first : await records.next();
    if (next.done === true) {
      blank = next.value;
      break;
    }
    await breathe();
    rows.push({ cells: next.value, checked: await checkCells(checker, columns, next.value) });
  }
  return { source: 'csv', fileHash: await hashOf(csv), encoding, header, columns: names, blank, rows };
}

/** The rows of a check that was stored, each checked anew, with other columns if these are given. */
export async function storedTable(
  checker: RowChecker,
  rowsOf: Pick<InvitationImportRowStore, 'range'>,
  doc: InvitationImportDoc,
  names: readonly string[] = doc.columns,
): Promise<Table> {
  if (names.length !== doc.columns.length) {
    throw invalid([{ pointer: '/columns', detail: `Must name ${doc.columns.length} columns.` }]);
  }
  const columns = targetsOf(names, false);
  const rows: TableRow[] = [];
  const breathe = yieldEvery10ms();
  for (let from = 1; from <= doc.total; from += ROWS_AT_ONCE) {
    const to = Math.min(from + ROWS_AT_ONCE - 1, doc.total);
    for (const { cells } of await rowsOf.range(doc._id, from, to)) {
      await breathe();
      rows.push({ cells, checked: await checkCells(checker, columns, cells) });
    }
  }
  const { source, fileHash, header = doc.columns, encoding = null, blank = 0 } = doc;
  return { source, fileHash, encoding, header, columns: names, blank, rows };
}

const ROWS_AT_ONCE = 100;

function targetsOf(names: readonly string[], mayLack: boolean): Column[] {
  const { columns, errors } = columnsOf(names);
  if (errors.length > 0 && !mayLack) throw invalid(errors.slice(0, 50));
  return columns;
}

async function checkCells(
  checker: RowChecker,
  columns: readonly Column[],
  cells: readonly string[],
): Promise<CheckedRow> {
  const named = rowOf(columns, cells, []).row['program'];
  const program = await checker.program(named);
  const { row, errors } = rowOf(columns, cells, program?.customFields ?? []);
  return errors.length > 0 ? { errors } : checker.check(row);
}

/**
 * Checks rows that came as JSON.
 *
 * @throws {@link Problem} 413 or 422 for too many rows or columns
 */
export async function jsonTable(
  checker: RowChecker,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<Table> {
  if (rows.length > IMPORT_LIMITS.rows) throw tooManyRows();
  const wide = rows.findIndex((row) => Object.keys(row).length > IMPORT_LIMITS.columns);
  if (wide >= 0) throw tooManyColumns(wide + 1);
  const table = tableOf(rows, IMPORT_LIMITS.columns);
  if (table === undefined) throw tooManyColumns(0);
  const { columns, cells } = table;
  const breathe = yieldEvery10ms();
  const checked: TableRow[] = [];
  for (const [index, row] of rows.entries()) {
    await breathe();
    checked.push({ cells: cells[index] ?? [], checked: await checker.check(row) });
  }
  const fileHash = createHash('sha256').update(canonicalJson(rows)).digest('hex');
  return { source: 'json', fileHash, encoding: null, header: columns, columns, blank: 0, rows: checked };
}

const PIECE_BYTES = 1024 * 1024;

async function hashOf(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256');
  const breathe = yieldEvery10ms();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    hash.update(bytes.subarray(at, at + PIECE_BYTES));
    await breathe();
  }
  return hash.digest('hex');
}
