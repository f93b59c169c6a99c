import fs from 'node:fs';
import path from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import ts from 'typescript';
import { parse } from 'yaml';
import seeded from '../seeded-random.cjs';
import { root } from '../support.mjs';

/** What Stryker changes besides conditions: texts and whole values, which the types or the golden mails notice. */
const EXCLUDED = ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'Regex', 'ArrowFunction'];

/**
 * As many changes of each area as asked for, made by Stryker and drawn by the seed; those that do not compile are
 * passed over. The areas take turns, so that a run that is stopped has seen each. Stryker's own runner would change a
 * value in the process of the tests, which the bundle of the workflows and the processes that tests start never see.
 */
export async function sampledMutants(countByArea, seed, wantedAreas) {
  const areas = parse(fs.readFileSync(path.join(root, 'test', 'mutants', 'areas.yaml'), 'utf8'));
  const compiles = compiler();
  const drawn = Array.from({ length: countByArea }, () => []);
  for (const [area, { files, tests }] of Object.entries(areas)) {
    if (wantedAreas?.includes(area) === false) continue;
    const random = seeded.seededRandom(seed);
    const all = (await Promise.all(files.map(mutantsOf))).flat();
    let count = 0;
    while (all.length > 0 && count < countByArea) {
      const [mutant] = all.splice(Math.floor(random() * all.length), 1);
      if (!compiles(mutant)) continue;
      drawn[count].push({ ...mutant, id: `${area.slice(0, 5)}${count + 1}`, area, rings: tests });
      count += 1;
    }
  }
  return drawn.flat();
}

const silent = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {}, trace() {}, error() {} };

async function mutantsOf(file) {
  const original = fs.readFileSync(path.join(root, file), 'utf8');
  const options = { plugins: [], ignorers: [], excludedMutations: EXCLUDED };
  const { mutants } = await new Instrumenter(silent).instrument(
    [{ name: path.join(root, file), mutate: true, content: original }],
    options,
  );
  const starts = ts.createSourceFile(file, original, ts.ScriptTarget.Latest).getLineStarts();
  const offset = ({ line, column }) => starts[line] + column;
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ location: { start, end }, mutatorName, replacement }) => {
      const [before, was, after] = [
        original.slice(0, offset(start)),
        original.slice(offset(start), offset(end)),
        original.slice(offset(end)),
      ];
      const [from, to] = [was, replacement].map((text) => text.replace(/\s+/g, ' ').slice(0, 80));
      return {
        file,
        content: before + replacement + after,
        slip: `line ${start.line + 1}, ${mutatorName}: ${from} -> ${to}`,
      };
    });
}

/** Says whether one changed file still compiles with all the others as they are. */
function compiler() {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.build.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  /** The one file that is not as it stands on the disk. */
  let changed = {};
  let version = 0;
  const service = ts.createLanguageService({
    getScriptFileNames: () => fileNames,
    getScriptVersion: (name) => (name === changed.name ? String(version) : '0'),
    getScriptSnapshot: (name) => {
      const text = name === changed.name ? changed.content : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return ({ file, content }) => {
    const name = path.join(root, file);
    version += 1;
    changed = { name, content };
    const errors = [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)];
    return errors.length === 0;
  };
}
