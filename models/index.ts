import type { Connection } from 'mongoose';
import { ChatMessages } from './chat/chat-messages';
import { MongoEmailDataReader } from './email/email-messages';
import { AddablePartners } from './partners/addable-partners';
import { MongoPartnerReader } from './partners/share-notifications';
import { MongoErasureService } from './privacy/privacy';
import { MongoProvisioner } from './partners/provisioner';
import { InviteePolicy } from '../domain/invitations/invitee-policy';
import { MongoApprovalPolicy } from './programs/approval-policy-source';
import { MongoNotices } from './notifications/notices';
import { createStoreSet, type StoreOptions } from './stores';
import { MongoUserEmailDataReader } from './email/user-email-messages';
import { MongoWebhookLog } from './webhooks/webhook-log';

/** Every store, and the ports of the worker that are made of them. */
export type Stores = ReturnType<typeof createStores>;

/** The stores of one connection; `secret` is `USHER_SECRET` and keys every hash. */
export function createStores(connection: Connection, options: StoreOptions) {
  const stores = createStoreSet(connection, options);
  return {
    ...stores,
    emailData: new MongoEmailDataReader(stores),
    userEmailData: new MongoUserEmailDataReader(stores),
    partners: new MongoPartnerReader(stores),
    addablePartners: new AddablePartners(stores),
    privacy: new MongoErasureService(stores),
    provisioner: new MongoProvisioner(stores, options.secret),
    inviteePolicy: new InviteePolicy(stores),
    notices: new MongoNotices(stores),
    approvalPolicy: new MongoApprovalPolicy(stores),
    webhookLog: new MongoWebhookLog(stores),
    approvalChat: new ChatMessages(stores),
  };
}

export type { StoreOptions } from './stores';
export * from './accounts/accounts';
export * from './accounts/api-keys';
export * from './documents/documents';
export * from './documents/logos';
export * from './invitations/applications';
export * from './apply/apply-requests';
export * from './apply/apply-slugs';
export * from './invitations/comments';
export * from './accounts/attempt-counters';
export type { AuditActor, AuditDoc, AuditTarget } from './audit/audit-chain';
export * from './audit/audit-log';
export * from './audit/audit-origins';
export * from './audit/audit-query';
export * from './mongo/connection';
export * from './mongo/database-errors';
export * from './accounts/end-access';
export * from './accounts/saved-views';
export * from './email/email-counters';
export * from './mongo/idempotency-keys';
export * from './invitations/invitation-content';
export * from './invitations/invitation-document';
export * from './invitations/invitation-events';
export * from './imports/invitation-import-rows';
export * from './imports/invitation-imports';
export * from './invitations/invitation-list';
export * from './invitations/invitation-model';
export * from './invitations/invitation-stats';
export * from './invitations/invitations';
export * from './accounts/membership-offers';
export * from './accounts/memberships';
export * from './invitations/notes';
export * from './notifications/notification-settings';
export * from './email/outbox';
export * from './mongo/page';
export * from './partners/partnership-events';
export * from './partners/addable-partners';
export * from './partners/partnerships';
export * from './privacy/privacy';
export * from './privacy/privacy-requests';
export * from './programs/programs';
export * from './invitations/receiving';
export * from './accounts/roles';
export * from './programs/approval-policy-source';
export * from './accounts/sessions';
export * from './partners/shares';
export * from './sso/sso-connections';
export * from './sso/sso-domains';
export * from './sso/sso-identities';
export * from './email/suppressions';
export * from './terms/terms-acceptances';
export * from './terms/terms-versions';
export * from './accounts/authority';
export * from './accounts/users';
export * from './chat/chat-channels';
export * from './chat/chat-messages';
export * from './webhooks/delivery-target';
export * from './webhooks/webhook-deliveries';
export * from './webhooks/webhook-endpoints';
export * from './partners/workspaces';
