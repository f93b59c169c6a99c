import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { yieldEvery10ms } from '../../domain/pace';
import { invalid, Problem } from '../http';

/** What one file may hold; docs/imports.md names them. */
export const IMPORT_LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  rows: 10_000,
  columns: 100,
  recordBytes: 1024 * 1024,
} as const;

/** Bytes are read in pieces, so that other requests are served in between. */
const PIECE_BYTES = 32 * 1024;

/** For a row with too few or too many cells the parser makes an error with its stack, which costs more than the row. */
const PIECE_LINES = 200;

/**
 * The records of a CSV file, the header first. Bytes are UTF-8 with or without a BOM; the separator is a comma,
 * or a semicolon where the header has no comma.
 *
 * @throws {@link Problem} 422 for another encoding, quotes that do not match or too many columns, 413 for too
 *   many rows
 */
export async function* readCsv(bytes: Buffer): AsyncGenerator<readonly string[]> {
  const parser = parse({
    delimiter: separatorOf(bytes),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: IMPORT_LIMITS.recordBytes,
    // Whatever follows too many columns is one more cell, which the size of a record ends.
    ignore_last_delimiters: IMPORT_LIMITS.columns + 1,
  });
  const source = Readable.from(pieces(bytes), { objectMode: true, highWaterMark: 1 });
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  let records = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      if (record.length > IMPORT_LIMITS.columns) throw tooManyColumns(records);
      if (records > IMPORT_LIMITS.rows) throw tooManyRows();
      records += 1;
      yield record;
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
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

function wrongEncoding(): Problem {
  const detail = 'The file is not UTF-8. Save it as "CSV UTF-8" and send it again.';
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

/** The header is the first line, and never longer than a row may be. */
function separatorOf(bytes: Buffer): ',' | ';' {
  const start = bytes.subarray(0, IMPORT_LIMITS.recordBytes);
  const ends = ['\r', '\n'].map((sign) => start.indexOf(sign)).filter((at) => at >= 0);
  const header = start.subarray(0, Math.min(start.length, ...ends));
  return !header.includes(',') && header.includes(';') ? ';' : ',';
}

async function* pieces(bytes: Buffer): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
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
  // UTF-16 without a BOM is valid UTF-8, but full of zeros.
  if (text.includes('\u0000')) throw wrongEncoding();
  return text;
}
