import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import express from 'express';
import { createConnection } from 'mongoose';
import { createActivities } from './activities';
import { naiveStore, type NaiveStore } from './store';
import { acceptSignal, naiveInvitation } from './workflows';

const TASK_QUEUE = 'bench-naive';

function naiveApi(store: NaiveStore, client: Client): express.Express {
  const app = express().use(express.json());
  app.post('/invitations', async (request, response) => {
    const { partnerName, contactEmail } = request.body as { partnerName: string; contactEmail: string };
    const id = randomUUID();
    const token = randomBytes(24).toString('base64url');
    await store.invitations.create({ _id: id, partnerName, contactEmail, token, status: 'created' });
    await client.workflow.start(naiveInvitation, {
      workflowId: `naive-${id}`,
      taskQueue: TASK_QUEUE,
      args: [id],
    });
    response.status(201).json({ id });
  });
  app.get('/invitations/:id', async (request, response) => {
    response.json(await store.invitations.findById(request.params.id).orFail());
  });
  app.post('/accept', async (request, response) => {
    const { token } = request.body as { token: string };
    const { _id: id } = await store.invitations.findOne({ token }).orFail();
    await client.workflow.getHandle(`naive-${id}`).signal(acceptSignal);
    response.json({ status: 'accepted' });
  });
  return app;
}

/**
 * What a team writes in a week after the Temporal samples: API, worker and client in one process, without checks,
 * audit, idempotency, reminders or limits: `application.js <address> <namespace> <MongoDB URI> <inbox>`.
 * It tells its parent the port.
 */
async function main(address: string, namespace: string, mongodbUri: string, inbox: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const database = await createConnection(mongodbUri, { dbName: 'naive' }).asPromise();
  const store = naiveStore(database);
  await mkdir(inbox, { recursive: true });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: path.join(__dirname, 'workflows.js'),
    activities: createActivities(store, inbox),
  });
  const server = naiveApi(store, new Client({ connection, namespace })).listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.on('disconnect', () => worker.shutdown());
  await worker.run();
  server.close();
  server.closeAllConnections();
  await connection.close();
  await database.close();
}

const [, , address = '', namespace = '', mongodbUri = '', inbox = ''] = process.argv;
main(address, namespace, mongodbUri, inbox).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
