import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime } from '@temporalio/worker';
import type { RuntimeConfig } from '../config/runtime';
import { createActivities } from '../activities';
import type { Provisioner } from '../activities/ports';
import { createMailer } from '../activities/adapters/create-mailer';
import { HttpProvisioner } from '../activities/adapters/http-provisioner';
import { createWebhookSender } from '../activities/adapters/webhook-sender';
import { createStores, isPublicAddress, type Stores } from '../models';
import { tracedClient } from '../telemetry/temporal';
import { connectMongo } from '../models/connection';
import { createTokens } from '../models/tokens';
import { createWorkers, installRuntime } from './create-worker';
import { createEmailAllowance } from './email-allowance';
import { createWorkerUpkeep } from './upkeep';
import { onceAvailable } from './once-available';
import { createImporter } from './invitation-importer';
import { reconcileImports } from './import-reconciler';
import { createReconciler } from './reconciler';
import { keepPrivacy, keepReconciling } from './schedules';
import { announcing, announcingProvisioner, WebhookDispatcher } from './webhook-dispatcher';

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
  const stores = createStores(mongo, { secret: config.secret });

  const dispatcher = new WebhookDispatcher(stores, client, (message, meta) => {
    Runtime.instance().logger.warn(message, { ...meta });
  });
  const reconciler = createReconciler(stores.invitations, client);

  const activities = createActivities(
    {
      letters: stores.letters,
      userLetters: stores.userLetters,
      outbox: stores.outbox,
      mailer: createMailer(config.email, config.dataDir),
      links: createTokens({ secret: config.secret, publicUrl: config.publicUrl }),
      projection: announcing(stores.invitations, dispatcher),
      provisioner: announcingProvisioner(provisionerOf(config, stores), dispatcher),
      rules: stores.ruleBook,
      allowance: createEmailAllowance(stores, config.limits),
      privacy: stores.privacy,
      upkeep: createWorkerUpkeep(stores.invitations, client),
      reconciler: {
        reconcile: async () => {
          let passedOver = 0;
          const result = await reconciler.reconcile();
          await reconcileImports(stores, client, (count) => (passedOver = count));
          // It looks again by itself and logs what it could not do.
          dispatcher.wake();
          return { ...result, failed: (result.failed ?? 0) + passedOver };
        },
      },
      importer: createImporter({ stores, client, limits: config.limits }),
      webhooks: {
        log: stores.webhookLog,
        sender: createWebhookSender({ allowPrivate: config.webhookAllowPrivate, isPublicAddress }),
      },
      mailFrom: config.email.from,
    },
    config.faults,
  );
  const workers = await createWorkers(temporal, namespace, activities);
  const running = workers.map((worker) => worker.run());
  dispatcher.start();
  await keepReconciling(client);
  await keepPrivacy(client);

  return {
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.allSettled(running);
      await dispatcher.stop();
      await temporal.close();
      await mongo.close();
    },
  };
}

/** The built-in provisioning, together with a customer's own system where one is configured. */
function provisionerOf({ provisioning }: RuntimeConfig, stores: Stores): Provisioner {
  if (provisioning === undefined) return stores.provisioner;
  return new HttpProvisioner(stores.provisioner, stores.partners, provisioning);
}
