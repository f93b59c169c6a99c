import os from 'node:os';
import ts from 'typescript';
import {
  codeLines,
  folderSizes,
  functionLengths,
  PRODUCT_PACKAGES,
  writtenFiles,
} from '../../scripts/structure/measures';
import { parse, place, read, trackedFiles, typescriptFiles, walk } from '../../scripts/structure/sources';

const MOST_LINES = 300;
const MOST_LINES_OF_A_FUNCTION = 40;

it('keeps every file below 300 lines of code', () => {
  const long = writtenFiles(...PRODUCT_PACKAGES, 'scripts', 'bench', 'test').filter(
    (file) => codeLines(file) > MOST_LINES,
  );
  expect(long).toEqual([]);
});

it('keeps every function of the product below 40 lines of code', () => {
  const long = writtenFiles(...PRODUCT_PACKAGES)
    .flatMap(functionLengths)
    .filter(({ lines }) => lines > MOST_LINES_OF_A_FUNCTION);
  expect(long).toEqual([]);
});

it('keeps at most 25 files side by side', () => {
  const crowded = [...folderSizes(typescriptFiles())].filter(([, files]) => files > 25);
  expect(crowded).toEqual([]);
});

it('skips no test without saying why, and runs none alone', () => {
  const skipping =
    /\b(?:it|test|describe)\s*\.\s*(?:skip|only|todo|failing)\b|\b[xf](?:it|describe|test)\s*\(/;
  const files = typescriptFiles('test').filter((file) => skipping.test(read(file)));
  expect(files).toEqual(['test/support/needing.ts']);
});

it('reads the environment in config/, engines/ and scripts/ only', () => {
  const readers = typescriptFiles(
    ...PRODUCT_PACKAGES.filter((one) => one !== 'config' && one !== 'engines'),
    'bench',
  ).flatMap((file) => {
    const source = parse(file);
    const places: string[] = [];
    walk(source, (node) => {
      if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env') return;
      if (ts.isIdentifier(node.expression) && node.expression.text === 'process') {
        places.push(place(source, node));
      }
    });
    return places;
  });
  // The command line has a configuration of its own: where Usher is and with which key.
  expect(readers.filter((line) => !line.startsWith('cli/'))).toEqual([]);
});

it('draws the values of tests from the one seed', () => {
  const drawing = typescriptFiles('test').filter((file) => /^import .* from 'fast-check'/m.test(read(file)));
  expect(drawing).toEqual(['test/support/properties.ts']);
});

it('keeps no state in the modules of workflows', () => {
  const states = typescriptFiles('workflows').flatMap((file) => {
    const source = parse(file);
    return source.statements
      .filter(ts.isVariableStatement)
      .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) === 0)
      .map((statement) => place(source, statement));
  });
  expect(states).toEqual([]);
});

/** Files whose exports other programs or other packages rely on. */
const DOCUMENTED = [
  'domain/ports.ts',
  'activities/activities.ts',
  'activities/create-activities.ts',
  'api/http/endpoint.ts',
  'api/http/problem.ts',
  'api/temporal/client.ts',
  'config/env.ts',
  'config/runtime.ts',
  'worker/main.ts',
  'api/main.ts',
  'client/src/errors.ts',
  'client/src/operations.ts',
  'client/src/send.ts',
  'client/src/usher-client.ts',
  'workflows/invitation/invitation.workflow.ts',
  'workflows/maintenance/reconcile.workflow.ts',
];

/** Names that say it all in the contract: an input per decision, a definition per message. */
const SPEAKS_FOR_ITSELF = /^(\w+(Update|Signal|Query)|\w+Input|\w+Type|\w+Outcome|\w+Status|EmailTemplate)$/;

it('says of every export that others rely on what it guarantees', () => {
  const contract = typescriptFiles('workflows/contract').filter((file) => !file.endsWith('/index.ts'));
  const silent = [...contract, ...DOCUMENTED].flatMap((file) => {
    const source = parse(file);
    return source.statements
      .filter((statement) => ts.canHaveModifiers(statement) && isExported(statement))
      .filter((statement) => ts.getJSDocCommentsAndTags(statement).length === 0)
      .filter((statement) => !namesOf(statement).every((name) => SPEAKS_FOR_ITSELF.test(name)))
      .map((statement) => `${place(source, statement)} ${namesOf(statement).join(', ')}`);
  });
  expect(silent).toEqual([]);
});

function isExported(statement: ts.HasModifiers): boolean {
  return (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.DeclarationStatement;
  return [name?.getText() ?? '(unnamed)'];
}

/** Hosts a lock file or an npm configuration must not tie the clone to, and paths of a developer's machine. */
const LOCAL = new RegExp(
  [
    String.raw`registry\.(npmjs|yarnpkg)\.\w+`,
    String.raw`(files\.)?pythonhosted\.org|pypi\.org/simple`,
    String.raw`repo1?\.maven\.(apache\.)?org`,
    String.raw`proxy\.golang\.org`,
    String.raw`(?<![\w.~$}-])/(home|Users)/[a-z][\w.-]*/`,
    String.raw`(?<![\w.~$}/-])/work/(main|shared)\b`,
    String.raw`[A-Z]:\\Users\\`,
  ].join('|'),
);

/** This list itself, and the home folder of a user inside a container image. */
const MAY_NAME_THEM = ['test/repository/code.test.ts', 'docker-compose.yml', 'deploy/Dockerfile'];

it('names no registry and no folder of anybody’s machine', () => {
  const home = os.homedir() === '/' || os.homedir() === '/root' ? undefined : os.homedir();
  const found = trackedFiles()
    .filter((file) => !MAY_NAME_THEM.includes(file) && !/\.(png|jpe?g|gif|ico|woff2?|gz|zip)$/.test(file))
    .filter((file) => {
      const text = read(file);
      return LOCAL.test(text) || (home !== undefined && text.includes(home));
    });
  expect(found).toEqual([]);
});
