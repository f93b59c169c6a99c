import type { Connection, Model } from 'mongoose';
import { accountModel } from '../accounts/accounts';
import { apiKeyModel } from '../accounts/api-keys';
import { applicationModel } from '../invitations/applications';
import { attemptCounterModel } from '../accounts/attempt-counters';
import { auditHeadModel, auditModel } from '../audit/audit-log';
import { auditOriginModel } from '../audit/audit-origins';
import { emailCounterModel } from '../email/email-counters';
import { idempotencyKeyModel } from './idempotency-keys';
import { invitationEventModel } from '../invitations/invitation-events';
import { invitationImportRowModel } from '../imports/invitation-import-rows';
import { invitationImportModel } from '../imports/invitation-imports';
import { invitationModel } from '../invitations/invitation-model';
import { membershipOfferModel } from '../accounts/membership-offers';
import { membershipModel } from '../accounts/memberships';
import { noteModel } from '../invitations/notes';
import { outboxModel } from '../email/outbox';
import { partnershipModel } from '../partners/partnerships';
import { privacyRequestModel } from '../privacy/privacy-requests';
import { programModel } from '../programs/programs';
import { roleModel } from '../accounts/roles';
import { sessionModel } from '../accounts/sessions';
import { shareModel } from '../partners/shares';
import { suppressionModel } from '../email/suppressions';
import { userModel } from '../accounts/users';
import { webhookDeliveryModel } from '../webhooks/webhook-deliveries';
import { webhookEndpointModel } from '../webhooks/webhook-endpoints';
import { folderModel, recordModel, workspaceModel } from '../partners/workspaces';

const MODELS: readonly ((connection: Connection) => Pick<Model<unknown>, 'createIndexes'>)[] = [
  accountModel,
  apiKeyModel,
  applicationModel,
  attemptCounterModel,
  auditHeadModel,
  auditModel,
  auditOriginModel,
  emailCounterModel,
  folderModel,
  idempotencyKeyModel,
  invitationEventModel,
  invitationImportModel,
  invitationImportRowModel,
  invitationModel,
  membershipModel,
  membershipOfferModel,
  noteModel,
  outboxModel,
  partnershipModel,
  privacyRequestModel,
  programModel,
  recordModel,
  roleModel,
  sessionModel,
  shareModel,
  suppressionModel,
  userModel,
  webhookDeliveryModel,
  webhookEndpointModel,
  workspaceModel,
];

/** Every model, so that its indexes can be made. */
export function defineModels(connection: Connection): Pick<Model<unknown>, 'createIndexes'>[] {
  return MODELS.map((define) => define(connection));
}
