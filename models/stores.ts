import type { Connection } from 'mongoose';
import { AccountStore } from './accounts/accounts';
import { addressMark } from '../domain/security/address-mark';
import { ApiKeyStore } from './accounts/api-keys';
import { ApplicationStore } from './invitations/applications';
import { AttemptCounterStore } from './accounts/attempt-counters';
import { AuditLogStore } from './audit/audit-log';
import { AuditOriginStore } from './audit/audit-origins';
import { EmailCounterStore } from './email/email-counters';
import { IdempotencyKeyStore } from './mongo/idempotency-keys';
import { InvitationAuditor } from './invitations/invitation-audit';
import { InvitationEventStore } from './invitations/invitation-events';
import { InvitationImportRowStore } from './imports/invitation-import-rows';
import { InvitationImportStore } from './imports/invitation-imports';
import { InvitationStatsReader } from './invitations/invitation-stats';
import { InvitationStore } from './invitations/invitations';
import { MembershipOfferStore } from './accounts/membership-offers';
import { MembershipStore } from './accounts/memberships';
import { NoteStore } from './invitations/notes';
import { OutboxStore } from './email/outbox';
import { PartnershipStore } from './partners/partnerships';
import { PrincipalReader } from './accounts/principals';
import { PrivacyRequestStore } from './privacy/privacy-requests';
import { ProgramStore } from './programs/programs';
import { Receiving } from './invitations/receiving';
import { RoleStore } from './accounts/roles';
import { SessionStore } from './accounts/sessions';
import { ShareStore } from './partners/shares';
import { SsoConnectionStore } from './sso/sso-connections';
import { SsoDomainStore } from './sso/sso-domains';
import { SsoIdentityStore } from './sso/sso-identities';
import { SuppressionStore } from './email/suppressions';
import { UserStore } from './accounts/users';
import { WebhookDeliveryStore } from './webhooks/webhook-deliveries';
import { WebhookEndpointStore } from './webhooks/webhook-endpoints';
import { WorkspaceStore } from './partners/workspaces';

/** Every store of one connection. */
export type StoreSet = ReturnType<typeof createStoreSet>;

/** One store per collection; `secret` keys the hashes of addresses in counters and seals webhook secrets. */
export function createStoreSet(connection: Connection, { secret }: { readonly secret: string }) {
  const accounts = new AccountStore(connection);
  const applications = new ApplicationStore(connection);
  const auditLog = new AuditLogStore(connection, secret);
  const auditOrigins = new AuditOriginStore(connection);
  const events = new InvitationEventStore(connection);
  const memberships = new MembershipStore(connection);
  const notes = new NoteStore(connection);
  const partnerships = new PartnershipStore(connection);
  const users = new UserStore(connection);
  const receiving = new Receiving({ memberships, users });
  const workspaces = new WorkspaceStore(connection);
  return {
    ...independentStores(connection, secret),
    accounts,
    applications,
    auditLog,
    auditOrigins,
    events,
    invitations: new InvitationStore(connection, {
      events,
      applications,
      receiving,
      auditor: new InvitationAuditor({ auditLog, auditOrigins, notes }),
      markOf: (emailKey) => addressMark(emailKey, secret),
    }),
    memberships,
    notes,
    partnerships,
    receiving,
    shares: new ShareStore(connection, { accounts, partnerships, workspaces }),
    users,
    workspaces,
  };
}

/** Those that need no other. */
function independentStores(connection: Connection, secret: string) {
  return {
    apiKeys: new ApiKeyStore(connection),
    attempts: new AttemptCounterStore(connection, secret),
    emailCounters: new EmailCounterStore(connection, secret),
    idempotencyKeys: new IdempotencyKeyStore(connection),
    importRows: new InvitationImportRowStore(connection),
    imports: new InvitationImportStore(connection),
    membershipOffers: new MembershipOfferStore(connection),
    outbox: new OutboxStore(connection),
    principals: new PrincipalReader(connection),
    privacyRequests: new PrivacyRequestStore(connection, secret),
    programs: new ProgramStore(connection),
    roles: new RoleStore(connection),
    sessions: new SessionStore(connection),
    ssoConnections: new SsoConnectionStore(connection, secret),
    ssoDomains: new SsoDomainStore(connection),
    ssoIdentities: new SsoIdentityStore(connection),
    stats: new InvitationStatsReader(connection),
    suppressions: new SuppressionStore(connection),
    webhookDeliveries: new WebhookDeliveryStore(connection),
    webhookEndpoints: new WebhookEndpointStore(connection, secret),
  };
}
