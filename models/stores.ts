import type { Connection } from 'mongoose';
import type { DocumentScanner } from '../domain/documents/scanner';
import type { FileStorage } from '../domain/documents/storage';
import { AccountStore } from './accounts/accounts';
import { addressMarks } from '../domain/security/address-mark';
import type { KeyRing } from '../domain/security/key-ring';
import { ApiKeyStore } from './accounts/api-keys';
import { ApplicationStore } from './invitations/applications';
import { ApplyRequestStore } from './apply/apply-requests';
import { ApplySlugStore } from './apply/apply-slugs';
import { AttemptCounterStore } from './accounts/attempt-counters';
import { AuditLogStore } from './audit/audit-log';
import { AuditOriginStore } from './audit/audit-origins';
import { ChatChannelStore } from './chat/chat-channels';
import { DocumentStore, type DocumentDoc } from './documents/documents';
import { GridFsStorage } from './documents/gridfs-storage';
import { LogoStore } from './documents/logos';
import { noteInfected } from './documents/note-infected';
import { CommentStore } from './invitations/comments';
import { DigestStore } from './notifications/digests';
import { EmailCounterStore } from './email/email-counters';
import { IdempotencyKeyStore } from './mongo/idempotency-keys';
import { InvitationAuditor } from './invitations/invitation-audit';
import { InvitationCohortReader } from './invitations/invitation-cohorts';
import { InvitationEventStore } from './invitations/invitation-events';
import { InvitationImportRowStore } from './imports/invitation-import-rows';
import { InvitationImportStore } from './imports/invitation-imports';
import { InvitationStatsReader } from './invitations/invitation-stats';
import { InvitationStore } from './invitations/invitations';
import { MembershipOfferStore } from './accounts/membership-offers';
import { MembershipStore } from './accounts/memberships';
import { NoticeBurstStore } from './notifications/notice-bursts';
import { NotificationSettingsStore } from './notifications/notification-settings';
import { NoteStore } from './invitations/notes';
import { OutboxStore } from './email/outbox';
import { PartnershipEventStore } from './partners/partnership-events';
import { PartnershipStore } from './partners/partnerships';
import { PrincipalReader } from './accounts/principals';
import { PrivacyRequestStore } from './privacy/privacy-requests';
import { ProgramStore } from './programs/programs';
import { Receiving } from './invitations/receiving';
import { RoleStore } from './accounts/roles';
import { SavedViewStore } from './accounts/saved-views';
import { SessionStore } from './accounts/sessions';
import { ShareStore } from './partners/shares';
import { SsoConnectionStore } from './sso/sso-connections';
import { SsoDomainStore } from './sso/sso-domains';
import { SsoIdentityStore } from './sso/sso-identities';
import { SuppressionStore } from './email/suppressions';
import { TermsAcceptanceStore } from './terms/terms-acceptances';
import { TermsVersionStore } from './terms/terms-versions';
import { UserStore } from './accounts/users';
import { WaitingNoticeStore } from './notifications/waiting-notices';
import { WebhookDeliveryStore } from './webhooks/webhook-deliveries';
import { WebhookEndpointStore } from './webhooks/webhook-endpoints';
import { WorkspaceStore } from './partners/workspaces';

/** Every store of one connection. */
export type StoreSet = ReturnType<typeof createStoreSet>;

export interface StoreOptions {
  /** `USHER_SECRET` and those before it: keys the hashes of addresses in counters and seals webhook secrets. */
  readonly secret: KeyRing;
  /** Where files are kept; the database itself without it. */
  readonly files?: FileStorage | undefined;
  /** Looks for malware in files; without one they count as clean. */
  readonly scanner?: DocumentScanner | undefined;
}

/** One store per collection. */
export function createStoreSet(connection: Connection, options: StoreOptions) {
  const { secret, scanner, files = new GridFsStorage(connection) } = options;
  const accounts = new AccountStore(connection);
  const applications = new ApplicationStore(connection);
  const auditLog = new AuditLogStore(connection, secret);
  const auditOrigins = new AuditOriginStore(connection);
  const events = new InvitationEventStore(connection);
  const memberships = new MembershipStore(connection);
  const notes = new NoteStore(connection);
  const partnershipEvents = new PartnershipEventStore(connection);
  const partnerships = new PartnershipStore(connection, partnershipEvents);
  const users = new UserStore(connection);
  const receiving = new Receiving({ memberships, users });
  const termsAcceptances = new TermsAcceptanceStore(connection);
  const workspaces = new WorkspaceStore(connection);
  const invitations = new InvitationStore(connection, {
    events,
    applications,
    receiving,
    termsAcceptances,
    auditor: new InvitationAuditor({ auditLog, auditOrigins, notes }),
    marksOf: (emailKey) => addressMarks(emailKey, secret),
  });
  return {
    ...independentStores(connection, secret),
    accounts,
    applications,
    auditLog,
    auditOrigins,
    documents: documentStore(connection, { files, scanner }, { invitations, auditLog }),
    events,
    invitations,
    logos: new LogoStore(connection, { files, scanner }),
    memberships,
    notes,
    partnershipEvents,
    partnerships,
    receiving,
    shares: new ShareStore(connection, { accounts, partnershipEvents, partnerships, workspaces }),
    termsAcceptances,
    users,
    workspaces,
  };
}

function documentStore(
  connection: Connection,
  parts: { readonly files: FileStorage; readonly scanner: DocumentScanner | undefined },
  { invitations, auditLog }: { readonly invitations: InvitationStore; readonly auditLog: AuditLogStore },
): DocumentStore {
  const onInfected = (document: DocumentDoc) => noteInfected(invitations, auditLog, document);
  return new DocumentStore(connection, { ...parts, onInfected });
}

/** Those that need no other. */
function independentStores(connection: Connection, secret: KeyRing) {
  return {
    apiKeys: new ApiKeyStore(connection),
    applyRequests: new ApplyRequestStore(connection, secret),
    applySlugs: new ApplySlugStore(connection),
    attempts: new AttemptCounterStore(connection, secret),
    chatChannels: new ChatChannelStore(connection, secret),
    comments: new CommentStore(connection),
    cohorts: new InvitationCohortReader(connection),
    digests: new DigestStore(connection),
    emailCounters: new EmailCounterStore(connection, secret),
    idempotencyKeys: new IdempotencyKeyStore(connection),
    importRows: new InvitationImportRowStore(connection),
    imports: new InvitationImportStore(connection),
    membershipOffers: new MembershipOfferStore(connection),
    noticeBursts: new NoticeBurstStore(connection),
    notificationSettings: new NotificationSettingsStore(connection),
    outbox: new OutboxStore(connection),
    principals: new PrincipalReader(connection),
    privacyRequests: new PrivacyRequestStore(connection, secret),
    programs: new ProgramStore(connection),
    roles: new RoleStore(connection),
    savedViews: new SavedViewStore(connection),
    sessions: new SessionStore(connection),
    ssoConnections: new SsoConnectionStore(connection, secret),
    ssoDomains: new SsoDomainStore(connection),
    ssoIdentities: new SsoIdentityStore(connection),
    stats: new InvitationStatsReader(connection),
    suppressions: new SuppressionStore(connection),
    terms: new TermsVersionStore(connection),
    waitingNotices: new WaitingNoticeStore(connection),
    webhookDeliveries: new WebhookDeliveryStore(connection),
    webhookEndpoints: new WebhookEndpointStore(connection, secret),
  };
}
