import fc from '../../support/properties';
import { csvOf } from '../../../api/http/csv';
import { neutralise, original } from '../../../domain/csv-cells';
import { csvLine } from '../../../cli/csv';

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20'];
const OTHERS = [
  ',',
  ';',
  '|',
  '"',
  "'",
  ' ',
  '\n',
  '\r',
  '\t',
  'a',
  '1',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u0000',
];
const PARTS = ['=cmd', '\r\n', "'=", ';"='];
const cell = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS, ...OTHERS, ...PARTS), fc.string({ maxLength: 2 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

/**
 * The cells of a file as a spreadsheet with this separator reads them: a quote at the beginning of a cell opens a
 * quoted part, and whatever follows it belongs to the cell as it is.
 */
function cellsBy(delimiter: string, file: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (let at = 0; at < file.length; at += 1) {
    const sign = file.charAt(at);
    const isBegin = cells.at(-1) === '' && (at === 0 || ends(file.charAt(at - 1)));
    if (isQuoted && sign === '"' && file.charAt(at + 1) === '"') {
      cells.push(`${cells.pop()}"`);
      at += 1;
    } else if (sign === '"' && (isQuoted || isBegin)) isQuoted = !isQuoted;
    else if (!isQuoted && sign === '\r' && file.charAt(at + 1) === '\n') cells.push('');
    else if (!isQuoted && (sign === delimiter || sign === '\n')) cells.push('');
    else cells.push(`${cells.pop()}${sign}`);
  }
  return cells;

  function ends(sign: string): boolean {
    return sign === delimiter || sign === '\n';
  }
}

/** Blanks and line ends before a sign do not make it harmless. */
const isFormula = (text: string) =>
  SIGNS.includes(text.replace(/^(?:[ \u00a0\u200b\ufeff\u0000\n]|\r\n)+/, '').charAt(0));

describe('an exported file', () => {
  it('holds no formula for a reader with commas, semicolons or tabs', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const file = await csvOf(['name', '=header'], table);
        for (const delimiter of [',', ';', '\t']) {
          expect(cellsBy(delimiter, file).filter(isFormula)).toEqual([]);
        }
      }),
      {
        numRuns: 3_000,
        examples: [[[['no thanks;=cmd']]], [[['a', ';"=cmd"']]], [[['one\r\n=cmd']]], [[['\uff1dcmd']]]],
      },
    );
  });

  it('is the same from the command line', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const [first = [], ...others] = table;
        expect(table.map((row) => `${csvLine(row)}\r\n`).join('')).toBe(await csvOf(first, others));
      }),
    );
  });

  it('quotes every cell, the empty ones too', async () => {
    expect(await csvOf(['a', 'b'], [[1, null]])).toBe('"a","b"\r\n"1",""\r\n');
  });

  it('gives back every text when it is read by us', () => {
    fc.assert(fc.property(cell, (text) => expect(original(neutralise(text))).toBe(text)));
  });
});
