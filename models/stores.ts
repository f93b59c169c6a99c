import type { Connection } from 'mongoose';
import { AccountStore } from './accounts';
import { addressMark } from './address-mark';
import { ApiKeyStore } from './api-keys';
import { ApplicationStore } from './applications';
import { AttemptCounterStore } from './attempt-counters';
import { AuditLogStore } from './audit-log';
import { AuditOriginStore } from './audit-origins';
import { EmailCounterStore } from './email-counters';
import { IdempotencyKeyStore } from './idempotency-keys';
import { InvitationAuditor } from './invitation-audit';
import { InvitationEventStore } from './invitation-events';
import { InvitationImportRowStore } from './invitation-import-rows';
import { InvitationImportStore } from './invitation-imports';
import { InvitationStatsReader } from './invitation-stats';
import { InvitationStore } from './invitations';
import { MembershipOfferStore } from './membership-offers';
import { MembershipStore } from './memberships';
import { NoteStore } from './notes';
import { OutboxStore } from './outbox';
import { PartnershipStore } from './partnerships';
import { PrivacyRequestStore } from './privacy-requests';
import { ProgramStore } from './programs';
import { Receiving } from './receiving';
import { RoleStore } from './roles';
import { SessionStore } from './sessions';
import { ShareStore } from './shares';
import { SuppressionStore } from './suppressions';
import { UserStore } from './users';
import { WebhookDeliveryStore } from './webhook-deliveries';
import { WebhookEndpointStore } from './webhook-endpoints';
import { WorkspaceStore } from './workspaces';

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
    accounts,
    apiKeys: new ApiKeyStore(connection),
    applications,
    attempts: new AttemptCounterStore(connection, secret),
    auditLog,
    auditOrigins,
    emailCounters: new EmailCounterStore(connection, secret),
    events,
    idempotencyKeys: new IdempotencyKeyStore(connection),
    importRows: new InvitationImportRowStore(connection),
    imports: new InvitationImportStore(connection),
    invitations: new InvitationStore(connection, {
      events,
      applications,
      receiving,
      auditor: new InvitationAuditor({ auditLog, auditOrigins, notes }),
      markOf: (emailKey) => addressMark(emailKey, secret),
    }),
    membershipOffers: new MembershipOfferStore(connection),
    memberships,
    notes,
    outbox: new OutboxStore(connection),
    partnerships,
    privacyRequests: new PrivacyRequestStore(connection, secret),
    programs: new ProgramStore(connection),
    receiving,
    roles: new RoleStore(connection),
    sessions: new SessionStore(connection),
    shares: new ShareStore(connection, { accounts, partnerships, workspaces }),
    stats: new InvitationStatsReader(connection),
    suppressions: new SuppressionStore(connection),
    users,
    webhookDeliveries: new WebhookDeliveryStore(connection),
    webhookEndpoints: new WebhookEndpointStore(connection, secret),
    workspaces,
  };
}
