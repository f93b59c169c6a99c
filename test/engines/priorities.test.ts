import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import { parse as parseYaml } from 'yaml';
import type { TemporalEngine } from '../../engines';
import { priorityOf } from '../../workflows/contract';
import { read } from '../../scripts/structure/sources';
import { startTestDevServer } from '../support/engines';
import { sdkLogsTo } from '../support/sdk-logs';

const QUEUE = 'crowded';
const CROWD = 80;

let server: TemporalEngine;
let connection: Connection;
let client: Client;
let native: NativeConnection;
let workflowBundle: WorkflowBundle;

beforeAll(async () => {
  const logger = new DefaultLogger('ERROR', () => undefined);
  sdkLogsTo(logger);
  const workflowsPath = path.join(__dirname, 'turn-workflow.ts');
  workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });
  server = await startTestDevServer();
  connection = await Connection.connect({ address: server.address });
  native = await NativeConnection.connect({ address: server.address });
  client = new Client({ connection });
});
afterAll(async () => {
  await native.close();
  await connection.close();
  await server.stop();
});

/** Lets so many runs wait and then one worker, which does one thing at a time, work; answers who came when. */
async function orderOf(waiting: readonly { id: string; priority: ReturnType<typeof priorityOf> }[]) {
  const start = ({ id, priority }: (typeof waiting)[number]) =>
    client.workflow.start('turnWorkflow', { workflowId: id, taskQueue: QUEUE, priority, args: [] });
  for (const one of waiting) await start(one);
  const worker = await Worker.create({
    connection: native,
    taskQueue: QUEUE,
    workflowBundle,
    maxConcurrentWorkflowTaskExecutions: 1,
    maxConcurrentWorkflowTaskPolls: 1,
    maxCachedWorkflows: 0,
  });
  return worker.runUntil(async () => {
    const ended = await Promise.all(
      waiting.map(async ({ id }) => {
        const handle = client.workflow.getHandle(id);
        await handle.result();
        const { events } = await handle.fetchHistory();
        const at = events?.at(-1)?.eventTime;
        return { id, at: Number(at?.seconds) * 1e9 + Number(at?.nanos) };
      }),
    );
    return ended.sort((a, b) => a.at - b.at).map(({ id }) => id);
  });
}

it('lets what a person did go before a crowd of rows that came first', async () => {
  const crowd = Array.from({ length: CROWD }, (_, n) => ({
    id: `row-${n}`,
    priority: priorityOf('bulk', 'acc_a'),
  }));
  const order = await orderOf([
    ...crowd,
    { id: 'by-hand', priority: priorityOf('person', 'acc_a') },
    { id: 'reset', priority: priorityOf('awaited') },
  ]);
  // A few tasks are in the server's hands already when the worker comes.
  expect(order.indexOf('reset')).toBeLessThan(10);
  expect(order.indexOf('by-hand')).toBeLessThan(10);
});

it('lets accounts take turns, however much one of them has to do', async () => {
  const crowd = Array.from({ length: CROWD }, (_, n) => ({
    id: `much-${n}`,
    priority: priorityOf('bulk', 'acc_much'),
  }));
  const few = Array.from({ length: 3 }, (_, n) => ({
    id: `few-${n}`,
    priority: priorityOf('bulk', 'acc_few'),
  }));
  const order = await orderOf([...crowd, ...few]);
  // In the order of their coming they would be the last three.
  for (const { id } of few) expect(order.indexOf(id)).toBeLessThan(10);
});

it('has docker-compose.yml set the server as the embedded one is', () => {
  const dynamic = parseYaml(read('deploy/temporal/dynamic-config.yaml')) as Record<
    string,
    { value: unknown }[]
  >;
  const settings = [...read('engines/temporal.ts').matchAll(/'(matching\.\w+)=(\w+)'/g)];
  expect(settings.map(([, name = '', value]) => [name, value])).toEqual(
    settings.map(([, name = '']) => [name, String(dynamic[name]?.[0]?.value)]),
  );
  expect(settings).toHaveLength(3);
});
