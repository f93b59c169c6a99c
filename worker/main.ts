import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime } from '@temporalio/worker';
import type { RuntimeConfig } from '../config/runtime';
import { createWebhookSender } from '../activities/webhooks/webhook-sender';
import { isPublicAddress } from '../domain/security/public-address';
import { createStores } from '../models';
import { configuredStorage } from '../storage';
import { tracedClient } from '../telemetry/temporal';
import { connectMongo } from '../models/mongo/connection';
import { createWorkers, installRuntime } from './create-worker';
import { onceAvailable } from './once-available';
import { enforceRetention, keepReconciling, keepTelling } from './schedules';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher';
import { wireActivities } from './wire-activities';

/** A worker process that polls until it is closed. */
export interface RunningWorker {
  /** Lets the tasks in hand finish, then closes every connection. */
  close(): Promise<void>;
}

/** Brings up the workers of both task queues and wires the activities to the real world. */
export async function startWorker(config: RuntimeConfig): Promise<RunningWorker> {
  installRuntime(config.logLevel, config.workerMetricsAddress);
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const temporal = await onceAvailable('Temporal', () => NativeConnection.connect(connectionOptions));
  const client = new Client({ connection: temporal, namespace, interceptors: { workflow: [tracedClient] } });
  const mongo = await onceAvailable('MongoDB', () => connectMongo(config.mongodbUri));
  const stores = createStores(mongo, { secret: config.secret, ...configuredStorage(config) });

  const webhookSender = createWebhookSender({ allowPrivate: config.webhookAllowPrivate, isPublicAddress });
  const dispatcher = new WebhookDispatcher(stores, client, {
    sender: webhookSender,
    log: (message, meta) => void Runtime.instance().logger.warn(message, { ...meta }),
  });
  const activities = wireActivities(config, { stores, client, dispatcher, webhookSender });
  const workers = await createWorkers(temporal, namespace, activities);
  const running = workers.map((worker) => worker.run());
  dispatcher.start();
  await keepReconciling(client);
  await enforceRetention(client);
  await keepTelling(client);

  return {
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.allSettled([...running, dispatcher.stop()]);
      await temporal.close();
      await mongo.close();
    },
  };
}
