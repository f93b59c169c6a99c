import type { Connection, Model } from 'mongoose';
import { accountModel } from './accounts';
import { apiKeyModel } from './api-keys';
import { applicationModel } from './applications';
import { attemptCounterModel } from './attempt-counters';
import { auditHeadModel, auditModel } from './audit-log';
import { auditOriginModel } from './audit-origins';
import { emailCounterModel } from './email-counters';
import { idempotencyKeyModel } from './idempotency-keys';
import { invitationEventModel } from './invitation-events';
import { invitationImportRowModel } from './invitation-import-rows';
import { invitationImportModel } from './invitation-imports';
import { invitationModel } from './invitation-model';
import { membershipOfferModel } from './membership-offers';
import { membershipModel } from './memberships';
import { noteModel } from './notes';
import { outboxModel } from './outbox';
import { partnershipModel } from './partnerships';
import { privacyRequestModel } from './privacy-requests';
import { programModel } from './programs';
import { roleModel } from './roles';
import { sessionModel } from './sessions';
import { shareModel } from './shares';
import { suppressionModel } from './suppressions';
import { userModel } from './users';
import { webhookDeliveryModel } from './webhook-deliveries';
import { webhookEndpointModel } from './webhook-endpoints';
import { folderModel, recordModel, workspaceModel } from './workspaces';

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
