import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import type { RuntimeConfig } from '../config/runtime';
import { createActivities } from '../activities';
import { createMailer } from '../activities/adapters/create-mailer';
import { createStores } from '../models';
import { connectMongo } from '../models/connection';
import { createTokens } from '../models/tokens';
import { createWorkers, installRuntime } from './create-worker';
import { onceAvailable } from './once-available';
import { createReconciler } from './reconciler';
import { keepReconciling } from './schedules';

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
  const client = new Client({ connection: temporal, namespace });
  const mongo = await onceAvailable('MongoDB', () => connectMongo(config.mongodbUri));
  const stores = createStores(mongo, { secret: config.secret });

  const activities = createActivities(
    {
      letters: stores.letters,
      userLetters: stores.userLetters,
      outbox: stores.outbox,
      mailer: createMailer(config.email, config.dataDir),
      links: createTokens({ secret: config.secret, publicUrl: config.publicUrl }),
      projection: stores.invitations,
      provisioner: stores.provisioner,
      rules: stores.ruleBook,
      reconciler: createReconciler(stores.invitations, client),
      mailFrom: config.email.from,
    },
    config.faults,
  );
  const workers = await createWorkers(temporal, namespace, activities);
  const running = workers.map((worker) => worker.run());
  await keepReconciling(client);

  return {
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.allSettled(running);
      await temporal.close();
      await mongo.close();
    },
  };
}
