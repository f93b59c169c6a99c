import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/structure/sources';

/** Each way runs the functions that it is named after; nobody runs the last one. */
const SOURCE = `// What ran, and by whom.
export function byJest(): string {
  return 'jest';
}

export function byWorkflow(): string {
  return 'workflow';
}

export const byProcess = (ok: boolean): string => {
  if (ok) return 'process';

  return 'nobody';
};

export function byNobody(): string {
  const one = 'nobody';
  /* and */
  return one;
}
`;

const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'usher-coverage-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes it down and compiles it as the build does, and runs it in a process of its own. */
function runTiny(): void {
  const compilerOptions = {
    sourceMap: true,
    sourceRoot: '../../workflows',
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2023,
  };
  const { outputText, sourceMapText = '' } = ts.transpileModule(SOURCE, {
    compilerOptions,
    fileName: 'tiny.ts',
  });
  for (const name of ['workflows', 'lib/workflows']) mkdirSync(path.join(folder, name), { recursive: true });
  const files = { 'workflows/tiny.ts': SOURCE, 'lib/workflows/tiny.js.map': sourceMapText };
  const all = { ...files, 'lib/workflows/tiny.js': outputText };
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
  const calling = "require('./lib/workflows/tiny.js').byProcess(true)";
  const env = { ...process.env, NODE_V8_COVERAGE: path.join(folder, 'v8') };
  execFileSync(process.execPath, ['--eval', calling], { cwd: folder, env });
}

const MERGING = `
import fs from 'node:fs';
import path from 'node:path';
import { processReader } from './scripts/coverage/processes.mjs';
import { addJest, addWorkflows, Ran, statementsOf } from './scripts/coverage/statements.mjs';
import { linesOf, printed, rangesOf, rowsOf } from './scripts/coverage/table.mjs';

const base = process.argv[1];
const own = statementsOf('workflows/tiny.ts', base);
const statements = new Map([['workflows/tiny.ts', own]]);
const idAt = (line) => Object.keys(own).find((id) => own[id].line === line);
const ran = new Ran();
const statementMap = Object.fromEntries(Object.entries(own).map(([id, start]) => [id, { start }]));
const absolute = path.join(base, 'workflows/tiny.ts');
addJest(ran, { [absolute]: { statementMap, s: { [idAt(3)]: 2, [idAt(17)]: 0 } } }, base);
addWorkflows(ran, absolute + ' ' + idAt(7) + '\\n', statements, base);
const reader = processReader(statements, base);
for (const name of fs.readdirSync(path.join(base, 'v8'))) {
  reader.add(ran, JSON.parse(fs.readFileSync(path.join(base, 'v8', name), 'utf8')));
}
const tiny = linesOf('workflows/tiny.ts', own, ran);
const enough = { file: 'cli/whole.ts', lines: Array.from({ length: 1000 }), missing: Array.from({ length: 100 }) };
const scarce = { file: 'api/whole.ts', lines: Array.from({ length: 1000 }), missing: Array.from({ length: 101 }) };
const rows = rowsOf([tiny, enough, scarce]).filter(({ lines }) => lines > 0);
console.log([tiny.lines.join(' '), rangesOf(tiny), printed(rows)].join('\\n'));
`;

it('counts a line that jest, a workflow or a process ran, once', () => {
  runTiny();
  const merged = execFileSync(process.execPath, ['--input-type=module', '--eval', MERGING, folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(merged.trimEnd().split('\n')).toEqual([
    '3 7 10 11 13 17 19',
    '13-19',
    'folder          lines  covered  percent',
    'api              1000      899     89.9  under 90',
    'cli              1000      900     90.0',
    'workflows           7        4     57.1  under 90',
  ]);
});
