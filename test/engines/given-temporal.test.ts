import os from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { settleGivenTemporal, startTemporalEngine, type TemporalEngine } from '../../engines';
import { FakeGrpc, namespaceNotFound, searchAttributes, type FakeAnswer } from '../support/fake-grpc';
import { startTestDevServer, testMongoUri } from '../support/engines';
import { spawnUsher } from '../support/usher';
import { cleanUp, collect, temporaryFolder } from './support';

const server = new FakeGrpc();
let fakeAddress: string;
let real: TemporalEngine;

beforeAll(async () => {
  [fakeAddress, real] = await Promise.all([server.listen(), startTestDevServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), real.stop()]);
});
beforeEach(() => {
  Object.assign(server, { otherwise: 'ok', answers: { ListSearchAttributes: searchAttributes() } });
  process.env['TEMPORAL_ADDRESS'] = fakeAddress;
  process.env['TEMPORAL_NAMESPACE'] = 'acme';
});
afterEach(cleanUp);

const settle = () => settleGivenTemporal({ log: collect().log, withinMs: 0 });

/** What is answered to the question of a start, and how the one sentence goes on. */
const REFUSALS: readonly (readonly [string, Record<string, FakeAnswer>, RegExp])[] = [
  [
    'does not know the namespace',
    { DescribeNamespace: namespaceNotFound('acme') },
    /^Temporal at \S+ has no namespace acme; make it with: temporal operator namespace create --namespace acme --retention \w+\.$/,
  ],
  [
    'denies the namespace',
    { DescribeNamespace: { code: 7, message: 'Request unauthorized.' } },
    /^Temporal at \S+ denies the namespace acme; set TEMPORAL_API_KEY or .*right acme:write\.$/,
  ],
  [
    'does not know who asks',
    { DescribeNamespace: { code: 16, message: 'no credentials' } },
    /^Temporal at \S+ does not know who asks; set TEMPORAL_API_KEY, or .*\.$/,
  ],
  [
    'is something else',
    { DescribeNamespace: { code: 12, message: 'unknown service' } },
    /^Temporal at \S+ does not know the calls of a Temporal server; set TEMPORAL_ADDRESS to its frontend\.$/,
  ],
  [
    'takes no more search attributes',
    {
      ListSearchAttributes: searchAttributes('AccountId', 'NextDeadline'),
      AddSearchAttributes: { code: 3, message: 'number of Keyword exceeds limit' },
    },
    /^Temporal does not take the missing search attributes AccountId, NextDeadline of the namespace acme \(number of Keyword exceeds limit\);.* register them with: temporal operator search-attribute create --namespace acme --name AccountId --type Keyword --name NextDeadline --type Datetime$/,
  ],
];

describe.each(REFUSALS)('a start with a Temporal that %s', (_name, answers, sentence) => {
  it('stops with one sentence that names reason and remedy', async () => {
    Object.assign(server.answers, answers);
    await expect(settle()).rejects.toThrow(sentence);
    await expect(settle()).rejects.toMatchObject({ name: 'EngineError' });
  });
});

it('a server that only comes up is waited for, and what TLS could have to do with it is said', async () => {
  server.otherwise = { code: 13, message: 'sql: connection refused' };
  server.answers = {};
  expect(await settle()).toMatch(
    /^Temporal at \S+ does not answer: .*TLS.* \(.*sql: connection refused\)\.$/,
  );
  const settled = settleGivenTemporal({ log: collect().log, withinMs: 60_000 });
  server.otherwise = 'ok';
  server.answers = { ListSearchAttributes: searchAttributes() };
  expect(await settled).toBeUndefined();
});

it('a server that keeps its operator service to itself is told of and taken', async () => {
  server.answers = { ListSearchAttributes: { code: 7, message: 'Request unauthorized.' } };
  const { log, lines } = collect();
  expect(await settleGivenTemporal({ log, withinMs: 0 })).toBeUndefined();
  expect(lines.join('\n')).toMatch(/temporal operator search-attribute create --namespace acme /);
});

it('two starts at once may both register what is missing', async () => {
  Object.assign(process.env, { TEMPORAL_ADDRESS: real.address, TEMPORAL_NAMESPACE: 'default' });
  expect(await Promise.all([settle(), settle()])).toEqual([undefined, undefined]);
});

it('an attribute of another type is removed from the namespace that has it', async () => {
  Object.assign(process.env, { TEMPORAL_ADDRESS: real.address, TEMPORAL_NAMESPACE: 'other' });
  const connection = await Connection.connect({ address: real.address });
  try {
    await connection.workflowService.registerNamespace({
      namespace: 'other',
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    const asText = { NextDeadline: 2 };
    for (let done = false; !done;) {
      // A namespace that was just made is known to every part of the server a little later.
      done = await connection.operatorService
        .addSearchAttributes({ namespace: 'other', searchAttributes: asText })
        .then(
          () => true,
          () => false,
        );
    }
  } finally {
    await connection.close();
  }
  await expect(settle()).rejects.toThrow(
    /another type; .*: temporal operator search-attribute remove --namespace other --name NextDeadline$/,
  );
});

it('an address where nobody is says so', async () => {
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
  expect(await settle()).toMatch(
    /^Temporal at 127\.0\.0\.1:1 does not answer: .* \(connect ECONNREFUSED 127\.0\.0\.1:1\)\.$/,
  );
});

it('a server that says nothing is asked only as often as there is time for', async () => {
  server.otherwise = 'silence';
  server.calls.length = 0;
  const silence = await settleGivenTemporal({ log: collect().log, withinMs: 4_000 });
  expect(silence).toMatch(/ does not answer: .* \(no answer within 3 s\)\.$/);
  expect(server.calls).toEqual(['DescribeNamespace']);
});

it('an address of a profile that is none is refused at once', async () => {
  process.env['TEMPORAL_ADDRESS'] = 'http://127.0.0.1:7233';
  await expect(settle()).rejects.toThrow(
    /^TEMPORAL_ADDRESS: http:\S+ is no address of a server: it must be <host>:<port> /,
  );
});

it.each([
  ['client.pem', 'ENOENT'],
  ['', 'EISDIR'],
])('a TLS file that cannot be read is named with its variable: %j, %s', async (name, code) => {
  const file = path.join(temporaryFolder(), name);
  Object.assign(process.env, {
    TEMPORAL_TLS_CLIENT_CERT_PATH: file,
    TEMPORAL_TLS_CLIENT_KEY_PATH: file,
  });
  const start = startTemporalEngine({ dataDir: temporaryFolder() }, { log: collect().log });
  await expect(start).rejects.toThrow(`TEMPORAL_TLS_CLIENT_CERT_PATH: ${file} cannot be read (${code}).`);
});

describe.each(['start', 'api', 'worker'] as const)('the script %s', (script) => {
  it.each([
    [
      'a namespace that is missing',
      {},
      / has no namespace nowhere; .*--namespace nowhere --retention \w+\.$/,
    ],
    [
      'a TLS file that is a folder',
      { TEMPORAL_TLS_SERVER_CA_CERT_PATH: os.tmpdir() },
      /^TEMPORAL_TLS_SERVER_CA_CERT_PATH: \S+ cannot be read \(EISDIR\)\.$/,
    ],
  ])('ends with status 1 and one last sentence for %s', async (_name, more, sentence) => {
    const process = spawnUsher({
      dataDir: temporaryFolder(),
      script,
      env: {
        TEMPORAL_ADDRESS: real.address,
        TEMPORAL_NAMESPACE: 'nowhere',
        MONGODB_URI: testMongoUri('refused_starts'),
        USHER_SECRET: 'a-secret-of-thirty-two-characters-or-more',
        PUBLIC_URL: 'http://127.0.0.1:3000',
        LOG_LEVEL: 'silent',
        ...more,
      },
    });
    expect(await process.ended()).toBe(1);
    expect(process.log.trimEnd().split('\n').at(-1)).toMatch(sentence);
  });
});
