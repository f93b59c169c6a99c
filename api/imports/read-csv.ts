import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { knownColumns } from '../../domain/imports/columns';
import { yieldEvery10ms } from '../../domain/pace';
import { invalid, Problem } from '../http';

/** What spreadsheets write; `macintosh` is the old one of Excel on a Mac. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'macintosh',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** What one file may hold; docs/imports.md names them. */
export const IMPORT_LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  rows: 10_000,
  columns: 100,
  recordBytes: 1024 * 1024,
  /** Rows without any content; spreadsheets leave thousands of them behind. */
  blankRows: 100_000,
} as const;

/** Bytes are read in pieces, so that other requests are served in between. */
const PIECE_BYTES = 32 * 1024;

/** For a row with too few or too many cells the parser makes an error with its stack, which costs more than the row. */
const PIECE_LINES = 200;

/** A line that tells Excel the separator, and is none of the rows. */
const SEPARATOR_LINE = /^"?sep=(.)"?$/i;

/**
 * The records of a CSV file, the header first, without rows that hold nothing; answers how many of those there were.
 * The separator is a comma, a semicolon, a tab or a bar: the one that makes most columns of the header known. CRLF, LF
 * and CR each end a row.
 *
 * @throws {@link Problem} 422 for bytes that are not of the encoding, quotes that do not match or too many columns, 413
 *   for too many rows
 */
export async function* readCsv(bytes: Buffer, encoding: Encoding): AsyncGenerator<readonly string[], number> {
  const first = firstLine(bytes, encoding);
  const named = SEPARATOR_LINE.exec(first)?.[1];
  const parser = parse({
    delimiter: named ?? separatorOf(first),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: IMPORT_LIMITS.recordBytes,
    // Whatever follows too many columns is one more cell, which the size of a record ends.
    ignore_last_delimiters: IMPORT_LIMITS.columns + 1,
  });
  const source = Readable.from(pieces(bytes, encoding), { objectMode: true, highWaterMark: 1 });
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  let records = named === undefined ? 0 : -1;
  let blank = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      if (record.length > IMPORT_LIMITS.columns) throw tooManyColumns(Math.max(records, 0));
      if (record.every((cell) => cell.trim() === '')) {
        blank += 1;
        if (blank > IMPORT_LIMITS.blankRows) throw tooManyRows();
        continue;
      }
      if (records > IMPORT_LIMITS.rows) throw tooManyRows();
      records += 1;
      if (records > 0) yield record;
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  return blank;
}

/** What the bytes are by their BOM, by the zeros of UTF-16, or as UTF-8; `undefined` for everything else. */
export function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 1024);
  const zeros = [0, 1].map((odd) => start.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  if (even + odd > 0) return even > odd ? 'utf-16be' : 'utf-16le';
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** 413: the file has more rows than one import takes. */
export function tooManyRows(): Problem {
  return new Problem('payload-too-large', {
    detail: `One import takes ${IMPORT_LIMITS.rows} rows. Split the file.`,
  });
}

/** 422: the row with this number has more columns than any file may have. */
export function tooManyColumns(row: number): Problem {
  const detail = `More than ${IMPORT_LIMITS.columns} columns.`;
  return invalid([{ pointer: row === 0 ? '/columns' : `/rows/${row - 1}`, detail }]);
}

/** 422: the bytes are not text of the encoding, or of none that shows by itself. */
export function wrongEncoding(): Problem {
  const detail =
    'The file is not UTF-8. Save it as "CSV UTF-8" and send it again, or name the encoding it has.';
  return new Problem('validation-failed', { detail, errors: [{ pointer: '', detail }] });
}

function broken({ code, ...error }: CsvError): Problem {
  const { lines, column, records } = error as Partial<Record<'lines' | 'column' | 'records', unknown>>;
  if (Number(column) >= IMPORT_LIMITS.columns) return tooManyColumns(Number(records));
  const where = typeof lines === 'number' ? `Line ${lines}: ` : '';
  const what =
    code === 'CSV_MAX_RECORD_SIZE'
      ? 'a row is longer than 1 MB; is a quote missing?'
      : 'quotes do not match. A cell with a quote in it stands in quotes, with the quote doubled.';
  return invalid([{ pointer: '', detail: where + what }]);
}

/** Never longer than a row may be. */
function firstLine(bytes: Buffer, encoding: Encoding): string {
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, IMPORT_LIMITS.recordBytes));
  return /[^\r\n]+/.exec(start)?.[0] ?? '';
}

const SEPARATORS = [',', ';', '\t', '|'];

function separatorOf(header: string): string {
  const [best = ','] = SEPARATORS.map((separator) => ({
    separator,
    cells: header.split(separator, IMPORT_LIMITS.columns + 1),
  }))
    .map(({ separator, cells }) => ({ separator, known: knownColumns(cells), cells: cells.length }))
    .sort((one, other) => other.known - one.known || other.cells - one.cells)
    .map(({ separator }) => separator);
  return best;
}

async function* pieces(bytes: Buffer, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const breathe = yieldEvery10ms();
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start);
    yield decode(decoder, bytes.subarray(start, end), end < bytes.length);
    start = end;
    await breathe();
  }
}

function endOfPiece(bytes: Buffer, start: number): number {
  const furthest = Math.min(start + PIECE_BYTES, bytes.length);
  let lines = 0;
  for (let at = start; at < furthest; at += 1) {
    if (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) lines += 1;
    if (lines === PIECE_LINES) return at + 1;
  }
  return furthest;
}

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

function decode(decoder: InstanceType<typeof TextDecoder>, piece: Buffer, stream: boolean): string {
  let text: string;
  try {
    text = decoder.decode(piece, { stream });
  } catch {
    throw wrongEncoding();
  }
  // Of another encoding than was named.
  if (text.includes('\u0000')) throw wrongEncoding();
  return text;
}
