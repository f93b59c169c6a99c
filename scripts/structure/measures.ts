import path from 'node:path';
import ts from 'typescript';
import { importsOf, type ImportEdge } from './imports';
import { parse, typescriptFiles, walk } from './sources';

/** Made by a command, never by hand. */
export const GENERATED: readonly string[] = ['client/src/openapi.ts'];

/** The packages of the product, in the order in which data goes through them. */
export const PRODUCT_PACKAGES: readonly string[] = [
  'workflows',
  'domain',
  'activities',
  'models',
  'templates',
  'api',
  'web',
  'worker',
  'storage',
  'engines',
  'telemetry',
  'config',
  'client',
  'cli',
];

/** A file or function and how many lines of code it has. */
export interface Length {
  readonly name: string;
  readonly lines: number;
}

/** The TypeScript of some packages that people write. */
export function writtenFiles(...packages: string[]): string[] {
  return typescriptFiles(...packages).filter((file) => !GENERATED.includes(file));
}

/** Lines that hold more than blanks and comments. */
export function codeLines(file: string): number {
  const source = parse(file);
  return linesOf(source, source);
}

/** Every function of a file, without those inside it, by `file:line`. */
export function functionLengths(file: string): Length[] {
  const source = parse(file);
  const found: Length[] = [];
  walk(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push({ name: `${file}:${line + 1}`, lines: linesOf(node, source) });
  });
  return found;
}

function linesOf(root: ts.Node, source: ts.SourceFile): number {
  const lines = new Set<number>();
  walk(root, (node) => {
    if (node.getChildCount(source) > 0) return;
    const [start, end] = [node.getStart(source), node.getEnd()];
    if (start === end) return;
    const first = source.getLineAndCharacterOfPosition(start).line;
    const last = source.getLineAndCharacterOfPosition(end).line;
    for (let line = first; line <= last; line += 1) lines.add(line);
  });
  return lines.size;
}

/** How many of the files stand side by side in each folder. */
export function folderSizes(files: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const folder of files.map((file) => path.posix.dirname(file))) {
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  }
  return sizes;
}

/** Circles of imports: each is a set of files that all reach one another. Imports of types count as well. */
export function importCycles(files: readonly string[]): string[][] {
  const known = new Set(files);
  const graph = new Map(files.map((file) => [file, targetsOf(file, known)]));
  const state = {
    next: 0,
    stack: [] as string[],
    index: new Map<string, number>(),
    low: new Map<string, number>(),
  };
  const circles: string[][] = [];
  const visit = (file: string): void => {
    state.index.set(file, state.next);
    state.low.set(file, state.next);
    state.next += 1;
    state.stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!state.index.has(target)) visit(target);
      if (state.stack.includes(target)) lower(state.low, file, state.low.get(target) ?? 0);
    }
    if (state.low.get(file) !== state.index.get(file)) return;
    const circle = state.stack.splice(state.stack.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of files) if (!state.index.has(file)) visit(file);
  return circles;
}

function lower(low: Map<string, number>, file: string, to: number): void {
  low.set(file, Math.min(low.get(file) ?? to, to));
}

function targetsOf(file: string, known: ReadonlySet<string>): string[] {
  return importsOf(file)
    .filter((edge: ImportEdge) => !edge.isPackage)
    .map(({ to }) => [`${to}.ts`, `${to}/index.ts`].find((name) => known.has(name)))
    .filter((name) => name !== undefined);
}
