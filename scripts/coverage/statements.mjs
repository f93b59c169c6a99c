import fs from 'node:fs';
import path from 'node:path';
import { root } from '../support.mjs';
import instrumenting from './instrument.cjs';

/** Where the statements of a file begin, by their number: `{ line, column }`, the first line being 1. */
export function statementsOf(file, base = root) {
  const source = fs.readFileSync(path.join(base, file), 'utf8');
  const { statementMap } = instrumenting.instrument(source, file).coverage;
  return Object.fromEntries(Object.entries(statementMap).map(([id, { start }]) => [id, start]));
}

/** What ran, by file: the lines on which a statement that ran begins. */
export class Ran {
  #lines = new Map();

  add(file, line) {
    if (!this.#lines.has(file)) this.#lines.set(file, new Set());
    this.#lines.get(file).add(line);
  }

  has(file, line) {
    return this.#lines.get(file)?.has(line) === true;
  }
}

/** Adds what jest counted, which is istanbul's `coverage-final.json`. */
export function addJest(ran, counted, base = root) {
  for (const [file, { statementMap, s: counts }] of Object.entries(counted)) {
    for (const [id, count] of Object.entries(counts)) {
      if (count > 0) ran.add(path.relative(base, file), statementMap[id].start.line);
    }
  }
}

/** Adds what the workflows told their sink: a file and the number of a statement on each line. */
export function addWorkflows(ran, text, statements, base = root) {
  for (const told of text.split('\n').filter(Boolean)) {
    const at = told.lastIndexOf(' ');
    const file = path.relative(base, told.slice(0, at));
    const start = statements.get(file)?.[told.slice(at + 1)];
    if (start !== undefined) ran.add(file, start.line);
  }
}
