import type { Activities } from './activities';
import { createDeliverWebhook } from './webhooks/deliver-webhook';
import { withFaults, type Fault } from './faults';
import { createImportRows } from './imports/import-rows';
import type { ActivityDependencies } from '../domain/ports';
import { withRefusals } from './refused-for-good';
import { withApprovalChat } from './email/approval-chat';
import { createSendEmail } from './email/send-email';
import { createSendUserEmail } from './email/send-user-email';
import { createMaintenance } from './maintenance/retention';

/** Wires the activities to what they need; `faults` are the failures that USHER_FAULTS asks for. */
export function createActivities(deps: ActivityDependencies, faults: readonly Fault[] = []): Activities {
  const { readModel, provisioner, approvalPolicy, reconciler, importer, digests } = deps;
  return withFaults(
    withRefusals({
      sendEmail: withApprovalChat(createSendEmail(deps), deps),
      sendUserEmail: createSendUserEmail(deps),
      startDigests: () => digests.startDue(),
      recordInvitation: (snapshot) => readModel.record(snapshot),
      evaluateApprovalRules: (input) => approvalPolicy.evaluate(input),
      createAccount: (input) => provisioner.createAccount(input),
      assignDefaultRole: (input) => provisioner.assignDefaultRole(input),
      shareRecords: (input) => provisioner.shareRecords(input),
      removeCreatedAccount: (input) => provisioner.removeCreatedAccount(input),
      withdrawDefaultRole: (input) => provisioner.withdrawDefaultRole(input),
      withdrawSharedRecords: (input) => provisioner.withdrawSharedRecords(input),
      deliverWebhook: createDeliverWebhook(deps),
      importRows: createImportRows(deps),
      closeImport: (input) => importer.close(input),
      ...createMaintenance(deps),
      reconcileInvitations: () => reconciler.reconcile(),
    }),
    faults,
  );
}
