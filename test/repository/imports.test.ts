import fs from 'node:fs';
import { importsOf, type ImportEdge } from '../../scripts/structure/imports';
import { typescriptFiles } from '../../scripts/structure/sources';

/** What a package of the repository may import; docs/architecture.md has the same table. */
interface Package {
  readonly folder: string;
  /** Packages whose code it may use. */
  readonly uses: readonly string[];
  /** Packages of which it may name types. */
  readonly names?: readonly string[];
  /** Packages it may use; without it, any but those of `never`. */
  readonly packages?: readonly string[];
  readonly never?: readonly string[];
}

const WORKFLOW_PACKAGES = ['@temporalio/workflow', '@temporalio/common'];

/** A file belongs to the first package whose folder it is in. */
const PACKAGES: readonly Package[] = [
  { folder: 'workflows/contract', uses: [], packages: WORKFLOW_PACKAGES },
  {
    folder: 'workflows',
    uses: ['workflows/contract'],
    names: ['activities'],
    packages: WORKFLOW_PACKAGES,
  },
  {
    folder: 'domain',
    uses: ['workflows/contract'],
    packages: ['zod', 're2js', 'ulid', 'node:*'],
  },
  {
    folder: 'activities',
    uses: ['workflows/contract', 'domain', 'templates'],
    names: ['config'],
    never: ['express', 'mongoose', '@temporalio/worker', '@temporalio/client'],
  },
  {
    folder: 'models',
    uses: ['workflows/contract', 'domain'],
    names: ['config'],
    never: ['express', '@temporalio/client', '@temporalio/worker'],
  },
  {
    folder: 'templates',
    uses: [],
    names: ['workflows/contract', 'domain'],
    packages: ['handlebars', 'juice', 'parse5', 'node:*'],
  },
  {
    folder: 'api',
    uses: ['workflows/contract', 'domain', 'models', 'storage', 'templates', 'telemetry'],
    names: ['workflows', 'config'],
    never: ['@temporalio/worker'],
  },
  {
    folder: 'web',
    uses: ['workflows/contract', 'domain', 'api', 'templates'],
    names: ['config'],
    never: ['mongoose', '@temporalio/client', '@temporalio/worker'],
  },
  {
    folder: 'worker',
    uses: [
      'workflows',
      'workflows/contract',
      'domain',
      'activities',
      'models',
      'storage',
      'templates',
      'telemetry',
      'config',
    ],
    never: ['express'],
  },
  {
    folder: 'storage',
    uses: ['domain'],
    names: ['config'],
    packages: ['zod', 'node:*'],
  },
  {
    folder: 'telemetry',
    uses: ['workflows/contract'],
    never: ['express', 'mongoose'],
  },
  {
    folder: 'engines',
    // The sentences of a start that failed are those of the launchers, which run before anything is compiled.
    uses: ['workflows/contract', 'domain', 'config', 'scripts/failed-start.cjs'],
    never: ['express', '@temporalio/worker'],
  },
  { folder: 'config', uses: [], packages: ['zod', 'node:*'] },
  // Published by itself: nothing but the language and what every runtime has.
  { folder: 'client', uses: [], packages: [] },
  { folder: 'cli', uses: ['client', 'config'], packages: ['commander', 'csv-stringify', 'zod', 'node:*'] },
];

const packageOf = (file: string): Package | undefined =>
  PACKAGES.find(({ folder }) => file === folder || file.startsWith(`${folder}/`));

const edges = PACKAGES.flatMap(({ folder }) => typescriptFiles(folder))
  .filter((file, index, all) => all.indexOf(file) === index)
  .flatMap(importsOf);

function trespass(edge: ImportEdge): string | undefined {
  const part = packageOf(edge.from);
  if (part === undefined) return undefined;
  const allowed = edge.isPackage ? mayUsePackage(part, edge) : mayEnter(part, edge);
  return allowed ? undefined : `${edge.place} imports ${edge.to}${edge.typeOnly ? ' (types only)' : ''}`;
}

function mayEnter(part: Package, { to, typeOnly }: ImportEdge): boolean {
  const target = packageOf(to)?.folder ?? to;
  if (target === part.folder || part.uses.includes(target)) return true;
  return typeOnly && (part.names ?? []).includes(target);
}

function mayUsePackage({ packages, never = [] }: Package, { to }: ImportEdge): boolean {
  return packages === undefined ? !never.includes(to) : packages.includes(to);
}

it('finds the packages and their imports', () => {
  const packagesSeen = new Set(edges.map(({ from }) => packageOf(from)?.folder));
  expect([...packagesSeen].sort()).toEqual(PACKAGES.map(({ folder }) => folder).sort());
  expect(edges.some(({ typeOnly }) => typeOnly)).toBe(true);
});

it('lets no package import what it may not, not even by type', () => {
  expect(edges.map(trespass).filter((line) => line !== undefined)).toEqual([]);
});

/**
 * What pages use of the API that no endpoint gives: what a link shows before anybody has opened it, the session of
 * whoever signs in, who may read the preview inbox, and refusals that are told while a form is still filled in.
 */
const NOT_BY_ENDPOINT = [
  'api/email/preview-readers',
  'api/imports/read-csv',
  'api/invitations/new-invitation',
  'api/public-invitation/link-requests',
  'api/public-invitation/view',
  'api/sessions/cookies',
  'api/sessions/password',
  'api/sso/refusals',
];

it('makes the pages clients of the endpoints', () => {
  const others = edges
    .filter(({ from, to, typeOnly }) => from.startsWith('web/') && to.startsWith('api/') && !typeOnly)
    .map(({ to }) => to)
    .filter((to) => !/^api\/(http\/|endpoints$)|[./]schema$/.test(to));
  expect([...new Set(others)].sort()).toEqual(NOT_BY_ENDPOINT);
});

it('keeps the stores from the pages', () => {
  const files = typescriptFiles('web').filter((file) => /\bstores\b/.test(fs.readFileSync(file, 'utf8')));
  expect(files).toEqual([]);
});

it('would notice a trespass of every kind', () => {
  const edge = (from: string, to: string, typeOnly: boolean, isPackage = false): ImportEdge => ({
    from,
    to,
    typeOnly,
    isPackage,
    place: `${from}:1`,
  });
  const trespasses = [
    edge('workflows/invitation/invitation.ts', 'activities/index', false),
    edge('workflows/invitation/invitation.ts', 'models/stores', true),
    edge('workflows/contract/email.ts', 'workflows/invitation', true),
    edge('workflows/invitation/invitation.ts', 'node:*', false, true),
    edge('models/stores.ts', 'activities/ports', false),
    edge('api/app.ts', 'worker/main', true),
    edge('api/app.ts', 'workflows/index', false),
    edge('worker/main.ts', 'api/main', true),
    edge('templates/render.ts', 'mongoose', true, true),
    edge('client/src/send.ts', 'api/problem', true),
    edge('client/src/send.ts', 'node:*', false, true),
    edge('cli/program.ts', 'api/app', false),
  ];
  expect(trespasses.filter((one) => trespass(one) === undefined)).toEqual([]);
});

it('wires the API and the worker together in one script only', () => {
  const reaches = (file: string, part: string) =>
    importsOf(file).some(({ to, typeOnly }) => to.startsWith(`${part}/`) && !typeOnly);
  const both = typescriptFiles('scripts', 'bench', 'cli').filter(
    (file) => reaches(file, 'api') && reaches(file, 'worker'),
  );
  expect(both).toEqual(['scripts/start.ts']);
});
