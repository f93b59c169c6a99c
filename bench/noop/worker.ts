import path from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inFlight, timed, type Latencies } from '../lives';

/** What the parent process asks for. */
export interface NoopRequest {
  /** Whole no-op workflows, or workflows that are started and then told to finish by an Update. */
  readonly what?: 'noop' | 'waiting';
  readonly count: number;
  readonly atOnce: number;
  readonly deadline: number;
}

/** How many ran, and how long each start and each Update took, where these were asked for alone. */
export interface NoopAnswer {
  readonly ran: number;
  readonly starts: Latencies;
  readonly updates: Latencies;
}

const taskQueue = 'bench-noop';

/**
 * A process of its own that runs no-op workflows, worker and client together, whenever its parent asks:
 * `worker.js <address> <namespace>`. It answers a {@link NoopAnswer}.
 */
async function main(address: string, namespace: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = path.join(__dirname, 'workflows.js');
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath });
  const client = new Client({ connection, namespace });
  process.on('message', (request: NoopRequest) => {
    const answer = request.what === 'waiting' ? startAndUpdate(client, request) : run(client, request);
    void answer.then((it) => process.send?.(it));
  });
  process.on('disconnect', () => worker.shutdown());
  process.send?.({ ready: true });
  await worker.run();
  await connection.close();
}

const names = (count: number) =>
  Array.from({ length: count }, (_, n) => `noop-${process.pid}-${Date.now()}-${n}`);

async function run(client: Client, { count, atOnce, deadline }: NoopRequest): Promise<NoopAnswer> {
  const done = await inFlight(names(count), atOnce, deadline, (workflowId) =>
    client.workflow.execute('noopWorkflow', { workflowId, taskQueue }),
  );
  return { ran: done.length, starts: [], updates: [] };
}

async function startAndUpdate(client: Client, { count, atOnce, deadline }: NoopRequest): Promise<NoopAnswer> {
  const [starts, updates]: [Latencies, Latencies] = [[], []];
  const handles = await inFlight(names(count), atOnce, deadline, (workflowId) =>
    timed(starts, () => client.workflow.start('waitingWorkflow', { workflowId, taskQueue })),
  );
  await inFlight(handles, atOnce, deadline, (handle) => timed(updates, () => handle.executeUpdate('finish')));
  return { ran: handles.length, starts, updates };
}

const [, , address = '', namespace = ''] = process.argv;
main(address, namespace).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
