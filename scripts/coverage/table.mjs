import { FOLDERS } from './product.mjs';

/** In percent, of the lines of each folder. */
export const LEAST = 90;

/** The lines of a file that hold a statement, and those of them that did not run. */
export function linesOf(file, statements, ran) {
  const lines = [...new Set(Object.values(statements).map(({ line }) => line))].sort((one, two) => one - two);
  return { file, lines, missing: lines.filter((line) => !ran.has(file, line)) };
}

/** One row for each folder: how many lines it has, how many ran, and whether that is enough. */
export function rowsOf(files) {
  return FOLDERS.map((folder) => {
    const own = files.filter(({ file }) => file.startsWith(`${folder}/`));
    return { name: folder, ...sum(own) };
  });
}

export function sum(files) {
  const lines = files.reduce((total, each) => total + each.lines.length, 0);
  const missing = files.reduce((total, each) => total + each.missing.length, 0);
  const percent = lines === 0 ? 100 : (100 * (lines - missing)) / lines;
  return { lines, covered: lines - missing, percent, isEnough: percent >= LEAST };
}

/** The table as text. */
export function printed(rows) {
  const line = (name, ...rest) => [name.padEnd(12), ...rest.map((each) => String(each).padStart(9))].join('');
  return [
    line('folder', 'lines', 'covered', 'percent'),
    ...rows.map(
      ({ name, lines, covered, percent, isEnough }) =>
        // Rounded down, so that what is called 90.0 is enough.
        `${line(name, lines, covered, (Math.floor(10 * percent) / 10).toFixed(1))}${isEnough ? '' : `  under ${LEAST}`}`,
    ),
  ].join('\n');
}

/** Lines as ranges; lines without a statement between two of them do not interrupt a range. */
export function rangesOf({ lines, missing }) {
  const ranges = [];
  let previous = -2;
  for (const line of missing) {
    const index = lines.indexOf(line);
    if (index === previous + 1) ranges.at(-1)[1] = line;
    else ranges.push([line, line]);
    previous = index;
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
