import type { Client } from '@temporalio/client';
import { createActivities, type Activities } from '../activities';
import { createMailer, type EmailConfig } from '../activities/email/create-mailer';
import { HttpProvisioner } from '../activities/provisioning/http-provisioner';
import type { Provisioner, Reconciler, WebhookSender } from '../domain/ports';
import type { RuntimeConfig } from '../config/runtime';
import type { EmailLimits } from '../domain/email/allowance';
import type { Stores } from '../models';
import { createTokens } from '../domain/security/tokens';
import { createDigests } from './email/digests';
import { createEmailAllowance } from './email/email-allowance';
import { reconcileImports } from './imports/import-reconciler';
import { createImporter } from './imports/invitation-importer';
import { createReconciler } from './maintenance/reconciler';
import { createWorkerMaintenance } from './maintenance/maintenance';
import { withWebhookWake, withProvisionerWake, type WebhookDispatcher } from './webhooks/webhook-dispatcher';

type Config = Pick<RuntimeConfig, 'dataDir' | 'secret' | 'publicUrl' | 'provisioning' | 'faults'> & {
  readonly email: EmailConfig & Pick<RuntimeConfig['email'], 'from'>;
  readonly limits: EmailLimits;
};

/** What the activities of a worker work with. */
export interface WorkerParts {
  readonly stores: Stores;
  readonly client: Client;
  readonly dispatcher: Pick<WebhookDispatcher, 'wake'>;
  readonly webhookSender: WebhookSender;
}

/** The activities of a worker, wired to the real world. */
export function wireActivities(config: Config, parts: WorkerParts): Activities {
  const { stores, client, dispatcher, webhookSender } = parts;
  return createActivities(
    {
      emailData: stores.emailData,
      userEmailData: stores.userEmailData,
      outbox: stores.outbox,
      mailer: createMailer(config.email, config.dataDir),
      links: createTokens({ secret: config.secret, publicUrl: config.publicUrl }),
      readModel: withWebhookWake(stores.invitations, dispatcher),
      provisioner: withProvisionerWake(provisionerOf(config, stores), dispatcher),
      approvalPolicy: stores.approvalPolicy,
      allowance: createEmailAllowance(stores, config.limits),
      privacy: stores.privacy,
      maintenance: createWorkerMaintenance(stores.invitations, client),
      reconciler: reconcilerOf(parts),
      notices: stores.notices,
      digests: createDigests(stores, client),
      importer: createImporter({ stores, client, limits: config.limits }),
      webhooks: { log: stores.webhookLog, sender: webhookSender },
      approvalChat: stores.approvalChat,
      mailFrom: config.email.from,
    },
    config.faults,
  );
}

/** Everything that can be left behind: invitations, imports and webhooks. */
function reconcilerOf({ stores, client, dispatcher }: WorkerParts): Reconciler {
  const reconciler = createReconciler(stores.invitations, client);
  return {
    reconcile: async () => {
      let passedOver = 0;
      const result = await reconciler.reconcile();
      await reconcileImports(stores, client, (count) => (passedOver = count));
      // It looks again by itself and logs what it could not do.
      dispatcher.wake();
      return { ...result, failed: (result.failed ?? 0) + passedOver };
    },
  };
}

/** The built-in provisioning, together with a customer's own system where one is configured. */
function provisionerOf({ provisioning }: Config, stores: Stores): Provisioner {
  if (provisioning === undefined) return stores.provisioner;
  return new HttpProvisioner(stores.provisioner, stores.partners, provisioning);
}
