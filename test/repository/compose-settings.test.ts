import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { parse as parseYaml } from 'yaml';
import { readConfig } from '../../config/env';
import { SECRET_VARIABLES } from '../../config/secret-files';
import { compose, text, type Compose } from './compose-file';
import { parse, read, ROOT, walk } from '../../scripts/structure/sources';

const example = read('.env.example');

/** A value as Compose fills it in, `${NAME:-default}` with names in the default as well. */
function filledIn(value: string, given: NodeJS.ProcessEnv): string {
  const innermost = /\$\{(\w+):-([^${}]*)\}/;
  const next = value.replace(innermost, (_, name: string, other: string) => given[name] || other);
  return next === value ? value : filledIn(next, given);
}

/** Every variable in the schema of config/variables.ts. */
function knownVariables(): Set<string> {
  const names = new Set<string>();
  walk(parse('config/variables.ts'), (node) => {
    if (ts.isPropertyAssignment(node) && /^[A-Z][A-Z0-9_]+$/.test(node.name.getText())) {
      names.add(node.name.getText());
    }
  });
  return names;
}

/** Variables of others: @temporalio/envconfig and Node itself. */
const OTHERS =
  /^(TEMPORAL_(ADDRESS|NAMESPACE|API_KEY|TLS\w*|PROFILE|CONFIG_FILE|GRPC_META_\w+)|NODE_OPTIONS|OTEL_EXPORTER_\w+)$/;

/** What a process has no use for, and so is not told. */
const NOT_FOR: Readonly<Record<'api' | 'worker', RegExp>> = {
  api: /^(WORKER_METRICS_ADDRESS|PROVISIONING_\w+|USHER_FAULTS|SEED_DEMO|NODE_ENV)$/,
  worker:
    /^(HOST|PORT|METRICS_PORT|TRUST_PROXY|KEEP_ALIVE_SECONDS|DRAIN_DELAY_SECONDS|RATE_LIMIT_\w+|LOGIN_ATTEMPTS|OIDC_\w+|USHER_INSTANCE_KEY|SENDGRID_WEBHOOK_PUBLIC_KEY|EMAIL_EVENTS_SECRET|TEMPORAL_UI_\w+|SEED_DEMO|NODE_ENV)$/,
};

/** Set by Compose itself, because containers are made that way; everything else can be set in .env. */
const FIXED = ['HOST', 'PORT', 'METRICS_PORT', 'WORKER_METRICS_ADDRESS', 'USHER_DATA_DIR'];

it('gives api and worker only variables that are read, and all that they must agree on', () => {
  const known = knownVariables();
  expect(known.size).toBeGreaterThan(20);
  for (const name of ['api', 'worker']) {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    expect(given.filter((variable) => !known.has(variable) && !OTHERS.test(variable))).toEqual([]);
    expect(given).toEqual(
      expect.arrayContaining(['MONGODB_URI', 'TEMPORAL_ADDRESS', 'USHER_SECRET', 'PUBLIC_URL']),
    );
  }
});

it.each(['api', 'worker'] as const)('hands every variable that %s reads on from .env', (name) => {
  const { environment = {} } = compose.services[name] ?? {};
  const read = [...knownVariables()].filter((variable) => !NOT_FOR[name].test(variable));
  expect(read.filter((variable) => !(variable in environment))).toEqual([]);
  const handedOn = ([variable, value]: [string, string | null]) =>
    value === null || value.includes(`\${${variable}`) || FIXED.includes(variable);
  const entries = Object.entries(environment).filter(([variable]) => read.includes(variable));
  expect(entries.filter((entry) => !handedOn(entry))).toEqual([]);
});

it('leaves every default to the code but where a container needs another', () => {
  const { environment: api = {} } = compose.services['api'] ?? {};
  const { environment: worker = {} } = compose.services['worker'] ?? {};
  const given = Object.entries({ ...api, ...worker }).filter(
    ([variable, value]) => knownVariables().has(variable) && value !== null && /:-[^}]/.test(value),
  );
  expect(given.map(([variable]) => variable).sort()).toEqual([
    'EMAIL_TRANSPORT',
    'MONGODB_URI',
    'PUBLIC_URL',
    'SMTP_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'TEMPORAL_UI_URL',
  ]);
});

it.each(['api', 'worker'] as const)('has %s start with what is filled in, and not without', (name) => {
  const { environment = {} } = compose.services[name] ?? {};
  const made = randomBytes(32).toString('hex');
  const started = (given: NodeJS.ProcessEnv) =>
    readConfig({
      NODE_ENV: 'production',
      ...Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          value === null ? '' : filledIn(value, given),
        ]),
      ),
    });
  const good = { USHER_SECRET: made, USHER_INSTANCE_KEY: made, MONGODB_PASSWORD: made };
  expect(started(good)).toMatchObject({
    secret: made,
    mongodbUri: `mongodb://usher:${made}@mongodb:27017/usher?replicaSet=rs0&authSource=admin`,
    email: { transport: 'smtp', smtpUrl: 'smtp://mailpit:1025?ignoreTLS=true', smtpRequiresTls: false },
  });
  expect(() => started({ ...good, EMAIL_TRANSPORT: 'preview' })).toThrow(/^ {2}EMAIL_TRANSPORT: is preview/m);
  const exposed = started({ ...good, EMAIL_TRANSPORT: 'preview', PREVIEW_INBOX_EXPOSED: 'true' });
  expect(exposed.email.transport).toBe('preview');
  expect(() => started({ ...good, USHER_SECRET: 'too short' })).toThrow(/USHER_SECRET/);
});

it('gives api and worker one folder that can be written to, though their disks cannot', () => {
  for (const name of ['api', 'worker']) {
    const { environment, volumes, read_only: isReadOnly } = compose.services[name] ?? {};
    expect(isReadOnly).toBe(true);
    expect(volumes).toContain(`usher-data:${environment?.['USHER_DATA_DIR'] ?? ''}`);
  }
  expect(read('deploy/Dockerfile')).toMatch(/mkdir .*\/data && chown node:node \/data\nUSER node/);
});

describe('the secrets as files', () => {
  const secrets = parseYaml(read('deploy/compose.secrets.yml')) as Compose & {
    readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  };

  it.each(['api', 'worker'])('reach %s instead of its variables', (name) => {
    const { environment = {}, secrets: mounted = [] } = secrets.services[name] ?? {};
    const files = Object.entries(environment).filter(([key]) => key.endsWith('_FILE'));
    expect(files.length).toBeGreaterThan(1);
    for (const [key, file] of files) {
      const variable = key.slice(0, -'_FILE'.length);
      expect(SECRET_VARIABLES).toContain(variable);
      expect(compose.services[name]?.environment).toHaveProperty(variable);
      // An empty one counts as absent; the main file's value beside the file would be refused.
      expect(environment[variable]).toBe('');
      expect(mounted).toContain((file ?? '').replace('/run/secrets/', ''));
    }
    expect(mounted.filter((one) => !(one in secrets.secrets))).toEqual([]);
  });

  it('are in no repository and in no image', () => {
    expect(read('.gitignore').split('\n')).toContain('secrets/');
    expect(read('.dockerignore').split('\n')).not.toContain('!secrets/');
    expect(Object.values(secrets.secrets).filter(({ file }) => !file.startsWith('./secrets/'))).toEqual([]);
  });
});

describe('MongoDB', () => {
  const { environment, volumes = [], command, healthcheck } = compose.services['mongodb'] ?? {};
  const start = (env: NodeJS.ProcessEnv) => {
    const bin = mkdtempSync(path.join(os.tmpdir(), 'usher-mongo-'));
    writeFileSync(path.join(bin, 'docker-entrypoint.sh'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    // The image has that user.
    writeFileSync(path.join(bin, 'chown'), '#!/bin/sh\n', { mode: 0o755 });
    const key = path.join(bin, 'key');
    const { status, stdout, stderr } = spawnSync('sh', ['deploy/mongodb/start.sh'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, KEY_FILE: key, ...env },
    });
    const made = existsSync(key) ? { key: readFileSync(key, 'utf8'), mode: statSync(key).mode & 0o777 } : {};
    rmSync(bin, { recursive: true });
    return { status, stdout, stderr, ...made };
  };

  it('asks for a password, which no default gives', () => {
    expect(environment).toMatchObject({ MONGO_INITDB_ROOT_PASSWORD: '${MONGODB_PASSWORD:-}' });
    expect(command).toEqual(['/bin/sh', '/setup/start.sh']);
    expect(healthcheck?.test).toEqual(['CMD', '/bin/sh', '/setup/health.sh']);
    expect(volumes).toContain('./deploy/mongodb:/setup:ro');
    const without = start({ MONGO_INITDB_ROOT_PASSWORD: '' });
    expect(without.status).toBe(1);
    expect(without.stderr).toMatch(/^MONGODB_PASSWORD is empty: .*\n$/);
  });

  it('is started with a key of its own, from a variable or a file', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-mongo-'));
    const file = path.join(folder, 'password');
    writeFileSync(file, 'word\n');
    const first = start({ MONGO_INITDB_ROOT_PASSWORD: 'word' });
    expect(first).toMatchObject({ status: 0, stderr: '', mode: 0o400 });
    expect(first.stdout).toMatch(/^mongod --replSet rs0 --bind_ip_all --keyFile .*key\n$/);
    expect(first.key).toMatch(/^[0-9a-f]{128}\n$/);
    expect(start({ MONGO_INITDB_ROOT_PASSWORD_FILE: file }).key).toBe(first.key);
    expect(start({ MONGO_INITDB_ROOT_PASSWORD: 'other' }).key).not.toBe(first.key);
    rmSync(folder, { recursive: true });
  });
});

it('documents every variable in .env.example, and nothing else', () => {
  const documented = new Set([...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? ''));
  const inCompose = [...text.matchAll(/\$\{(\w+):/g)].map(([, name]) => name ?? '');
  const files = SECRET_VARIABLES.map((name) => `${name}_FILE`);
  const expected = new Set([...knownVariables(), ...inCompose, ...files]);
  expect([...documented].sort()).toEqual([...expected].sort());
});

it('gives the same defaults in .env.example as Compose has', () => {
  const defaults = Object.fromEntries(
    [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const tagsAndPorts = [...text.matchAll(/\$\{(\w+_(?:VERSION|PORT)):-([^}]*)\}/g)];
  expect(tagsAndPorts.filter(([, name = '', value]) => defaults[name] !== value).map(([all]) => all)).toEqual(
    [],
  );
});
