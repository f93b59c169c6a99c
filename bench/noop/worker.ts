import path from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inFlight } from '../lives';

/** What the parent process asks for. */
export interface NoopRequest {
  readonly count: number;
  readonly atOnce: number;
  readonly deadline: number;
}

/**
 * A process of its own that runs no-op workflows, worker and client together, whenever its parent asks:
 * `worker.js <address> <namespace>`. It answers with the number that it ran.
 */
async function main(address: string, namespace: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: 'bench-noop',
    workflowsPath: path.join(__dirname, 'workflows.js'),
  });
  const client = new Client({ connection, namespace });
  process.on('message', (request: NoopRequest) => {
    void run(client, request).then((ran) => process.send?.({ ran }));
  });
  process.on('disconnect', () => worker.shutdown());
  process.send?.({ ready: true });
  await worker.run();
  await connection.close();
}

async function run(client: Client, { count, atOnce, deadline }: NoopRequest): Promise<number> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const done = await inFlight(numbers, atOnce, deadline, (n) =>
    client.workflow.execute('noopWorkflow', {
      workflowId: `noop-${process.pid}-${Date.now()}-${n}`,
      taskQueue: 'bench-noop',
    }),
  );
  return done.length;
}

const [, , address = '', namespace = ''] = process.argv;
main(address, namespace).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
