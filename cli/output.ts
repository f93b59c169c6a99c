/** How a command shows its answer: as JSON for scripts, or as a table for people. */
export interface Output {
  readonly json: boolean;
}

/** One column: its heading and the member (a path with dots) it shows. */
export type Column = readonly [heading: string, member: string];

/** Prints rows as an aligned table, or as JSON. */
export function printRows({ json }: Output, rows: readonly unknown[], columns: readonly Column[]): void {
  if (json) {
    printJson(rows);
    return;
  }
  if (rows.length === 0) {
    console.log('Nothing to show.');
    return;
  }
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, path]) => textAt(row, path))),
  ];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  for (const line of lines) {
    console.log(
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** Prints one thing: its members line by line, or as JSON. */
export function printOne({ json }: Output, value: unknown, columns: readonly Column[]): void {
  if (json) {
    printJson(value);
    return;
  }
  const width = Math.max(...columns.map(([heading]) => heading.length));
  for (const [heading, path] of columns) console.log(`${heading.padEnd(width)}  ${textAt(value, path)}`);
}

/** Prints JSON, indented. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** The text at a path; control characters that a terminal would obey are taken out. */
export function textAt(value: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((inner, name) => memberOf(inner, name), value);
  if (found === null || found === undefined) return '-';
  return wordsFor(found).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function wordsFor(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toFixed(2)));
  return isListOfTexts(value) ? value.join(', ') : JSON.stringify(value);
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A bar on the terminal's last line; silent where the output is no terminal. */
export function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const filled = total === 0 ? 30 : Math.floor((30 * done) / total);
  process.stderr.write(`\r[${'#'.repeat(filled)}${' '.repeat(30 - filled)}] ${done}/${total}`);
  if (done === total) process.stderr.write('\n');
}
