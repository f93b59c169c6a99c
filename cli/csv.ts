import { stringify } from 'csv-stringify/sync';

/** What makes a spreadsheet run a cell that begins so; the wide forms do the same in some languages. */
const RUNS = new Set('=+-@\t\r\uff1d\uff0b\uff0d\uff20');
/** After any of these a cell may begin, whatever separator the reader of the output has chosen. */
const SEPARATORS = new Set(',;|\t\r\n');
/** What a reader takes away from, or does not show of, the beginning of a cell. */
const PASSED_OVER = /[\s'"\p{Cc}\p{Cf}]/u;

/** One line of CSV without its end: every cell is quoted, and none of them is a formula to a spreadsheet. */
export function csvLine(cells: readonly string[]): string {
  return stringify([cells.map(neutralise)], { quoted: true, quoted_empty: true, eof: false });
}

/** As the exports of the API do it. */
function neutralise(text: string): string {
  let out = '';
  let isStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const isLineEnd = sign === '\r' && text.charAt(at + 1) === '\n';
    const runs = isStart && RUNS.has(sign) && !isLineEnd;
    if (SEPARATORS.has(sign)) isStart = true;
    else if (runs || !PASSED_OVER.test(sign)) isStart = false;
    out += runs ? `'${sign}` : sign;
  }
  return out;
}
