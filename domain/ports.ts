import type { Digests, Notices } from './notifications/notices';
import type {
  InvitationErasureInput,
  RebuildBatchResult,
  CloseImportInput,
  CreateAccountInput,
  EmailTemplate,
  ImportCounts,
  ImportRowsInput,
  ImportRowsResult,
  InvitationSnapshot,
  ProvisionedAccount,
  ProvisioningInput,
  ProvisioningStepInput,
  RuleVerdict,
  UserEmailInput,
} from '../workflows/contract';
import type { EmailTexts, ProgramBrand } from './programs/program';

/** A rendered e-mail, ready for a provider. Addresses are objects so that no header can be smuggled in. */
export interface Mail {
  /** Our own ID of the message, the same on every retry; also its Message-ID and SendGrid custom arg. */
  readonly messageId: string;
  readonly template: EmailTemplate;
  readonly invitationId?: string;
  readonly locale: string;
  readonly to: { readonly email: string; readonly name?: string };
  readonly from: { readonly email: string; readonly name?: string };
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Extra headers, for example List-Unsubscribe. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands one e-mail to a provider. */
export interface Mailer {
  /**
   * Resolves when the provider took the e-mail.
   *
   * @throws {@link MailRefusedError} when the same message can never be sent
   * @throws {@link MailDeferredError} when the provider says when to try again
   * @throws any other error when trying again may help
   */
  send(mail: Mail): Promise<void>;
  /** Forgets what was kept of an invitation's e-mails, where any are kept. */
  forget?(invitationId: string): Promise<void>;
}

/** The provider refused the message for good: a 4xx other than 429, an SMTP 5xx. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** The provider is busy; `retryAfterMs` is its own wish. */
export class MailDeferredError extends Error {
  override readonly name = 'MailDeferredError';
  constructor(
    message: string,
    readonly retryAfterMs: number,
  ) {
    super(message);
  }
}

/** Somebody who gets an e-mail. */
export interface Recipient {
  readonly email: string;
  readonly name?: string;
  /** Set when the recipient is a user of Usher. */
  readonly userId?: string;
  /** BCP 47 tag of the recipient's own language, where it is known. */
  readonly locale?: string;
}

/** All that the e-mails of an invitation say; loaded fresh for every send. */
export interface InvitationEmailData {
  readonly invitationId: string;
  readonly accountId: string;
  readonly partnerName: string;
  /** Has a `userId` when the address belongs to an existing user now. */
  readonly contact: Recipient & { readonly firstName?: string; readonly lastName?: string };
  readonly inviter: Recipient;
  readonly inviterAccountName: string;
  /** Nobody invited: the contact applied by themselves. */
  readonly applied?: boolean;
  readonly message?: string;
  readonly reason?: string;
  /** The new user has no password yet, so the welcome e-mail holds a set-password link. */
  readonly setPassword?: { readonly userId: string; readonly passwordVersion: number };
  readonly locale: string;
  readonly brand: ProgramBrand;
  /** The program's own texts for one template and locale, if any. */
  override(template: EmailTemplate, locale: string): EmailTexts | undefined;
  /** The contact pressed unsubscribe, bounced for good or complained: no reminders. */
  readonly suppressed: boolean;
  /** The contact bounced for good or complained: no first invitation either. */
  readonly undeliverable: boolean;
  /** One of many that were made, and will end, at the same moment. */
  readonly fromImport?: boolean;
  /** Users of the inviting account who may approve, without the inviter unless the program allows it. */
  readonly approvers: readonly Recipient[];
  /** The one of them to whom the application is assigned, if it is. */
  readonly assignee: readonly Recipient[];
  /** Administrators of the inviting account, without the invited person. */
  readonly administrators: readonly Recipient[];
  /** Administrators of the inviting account who can have provisioning tried again: by scope and by rank. */
  readonly retriers: readonly Recipient[];
  /** Administrators of the invited user's home account for this invitation, as of now. */
  readonly receivingAdmins: readonly Recipient[];
  /** Administrators of the account that was accepted for, where it was there before; without the invited user. */
  readonly joiningAdmins: readonly Recipient[];
}

/** What the workflow knows when it asks for e-mails. */
export interface EmailOccasion {
  readonly reasonRef?: string | undefined;
  /** Who becomes the partner. */
  readonly partnerAccountId?: string | undefined;
  /** Whom it may go to besides the contact and the inviter; the others are empty. */
  readonly groups?: readonly RecipientGroup[];
}

/** People that only some e-mails go to, so that they are looked up for those alone. */
export type RecipientGroup =
  'approvers' | 'administrators' | 'assignee' | 'retriers' | 'receivingAdmins' | 'joiningAdmins';

/** Reads what e-mails say. */
export interface EmailDataReader {
  /** `undefined` when the invitation does not exist (any more). */
  emailData(invitationId: string, occasion?: EmailOccasion): Promise<InvitationEmailData | undefined>;
}

/** Reads what an e-mail to a user says. */
export interface UserEmailDataReader {
  /** `undefined` when the user is gone or may not sign in any more, or the offer is not open any more. */
  userEmailData(input: UserEmailInput): Promise<UserEmailData | undefined>;
}

/** What an e-mail to a user says. */
export interface UserEmailData {
  readonly to: Recipient & { readonly firstName?: string; readonly lastName?: string };
  readonly accountName: string;
  readonly passwordVersion: number;
  /** A membership is offered to the address. */
  readonly offer?: {
    readonly offerId: string;
    readonly version: number;
    /** The address belongs to a user with an account, who has to sign in to accept. */
    readonly isUser: boolean;
    readonly offeredBy: string;
    readonly expiresAt: string;
  };
  /** An API key of the account that ends soon. */
  readonly apiKey?: { readonly name: string; readonly prefix: string; readonly expiresAt: string };
  /** The address was typed on a program's public page. */
  readonly apply?: {
    readonly requestId: string;
    readonly slug: string;
    readonly brand: ProgramBrand;
    readonly known: ApplicantState;
    readonly expiresAt: string;
  };
  /** Brand and texts of the program that is tried out. */
  readonly sample?: { readonly brand: ProgramBrand; readonly texts: EmailTexts; readonly locale: string };
}

/** What the account knows of an address that wants to apply; only its owner is told, by the mail. */
export type ApplicantState =
  | { readonly kind: 'new' }
  /** An invitation waits for an answer. */
  | { readonly kind: 'invited'; readonly invitationId: string; readonly tokenVersion: number }
  /** The answer is there and is looked at. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'partner' };

/** What became of a message: it left, never can, waits for a digest in another form, or was not wanted. */
export type OutboxOutcome = 'sent' | 'refused' | 'collected' | 'muted';

/**
 * Remembers every message by compare-and-set, so that a repeated activity sends it at most once more, and
 * only when it died between the provider's answer and ours.
 */
export interface Outbox {
  /**
   * `send`: this caller may send now; `done`: it was sent, collected or muted before; `refused`: it was refused for good
   * before; `busy`: another attempt holds it and may still be sending (its lease has not run out).
   */
  claim(message: OutboxMessage, leaseMs: number): Promise<'send' | 'done' | 'refused' | 'busy'>;
  settle(messageId: string, outcome: OutboxOutcome): Promise<void>;
  /** Gives a claimed message back after a failure that may pass. */
  release(messageId: string): Promise<void>;
}

/** One e-mail as the outbox remembers it. */
export interface OutboxMessage {
  readonly messageId: string;
  readonly invitationId?: string;
  readonly accountId?: string;
  readonly template: EmailTemplate;
  /** The only personal field; cleared by erasure. */
  readonly to: string;
}

/** How many e-mails an account may send, in all and to one address, in a day (UTC). */
export interface EmailAllowance {
  /** Takes one of both; false, and none taken, when one of them is used up. */
  take(accountId: string, to: string): Promise<boolean>;
  giveBack(accountId: string, to: string): Promise<void>;
  /** Like {@link take} for copies to people of other accounts: nothing that the account is answered counts them. */
  takeCopy(accountId: string, to: string): Promise<boolean>;
  giveBackCopy(accountId: string, to: string): Promise<void>;
  /** Takes one of the account's for a notice to its own people, who are not limited one by one. */
  takeNotice(accountId: string): Promise<boolean>;
  giveBackNotice(accountId: string): Promise<void>;
  /** Takes one of what the address may get from all accounts together; false when that is used up. */
  takeOverall(to: string): Promise<boolean>;
  giveBackOverall(to: string): Promise<void>;
}

/** Writes the read model. Writing an older state than the stored one changes nothing. */
export interface ReadModelStore {
  record(snapshot: InvitationSnapshot): Promise<void>;
}

/**
 * Makes a partner out of an accepted invitation. Every step may run any number of times for the same
 * invitation and its compensation removes only what that invitation created.
 *
 * @throws the contract's `failureOf(...)`, not retryable, when the step can never succeed as asked;
 *   anything else is retried
 */
export interface Provisioner {
  createAccount(input: CreateAccountInput): Promise<ProvisionedAccount>;
  assignDefaultRole(input: ProvisioningStepInput): Promise<void>;
  shareRecords(input: ProvisioningStepInput): Promise<{ sharedFolders: number }>;
  removeCreatedAccount(input: ProvisioningInput): Promise<void>;
  withdrawDefaultRole(input: ProvisioningInput): Promise<void>;
  withdrawSharedRecords(input: ProvisioningInput): Promise<void>;
}

/** Erases what is held about a contact. Every step may run any number of times. */
export interface ErasureService {
  /** Invitations of one account to the address that the request names; none once it is done. */
  find(requestId: string): Promise<{ invitationId: string; isLive: boolean }[]>;
  /** Whether the invitation is erased; one that is under way is not, unless `force` is set. */
  erase(input: Pick<InvitationErasureInput, 'invitationId' | 'force'>): Promise<boolean>;
  finish(requestId: string, erasedInvitations: number): Promise<void>;
  /** Invitations that ended longer ago than their program keeps them. */
  expired(now: Date): Promise<string[]>;
  /** Forgets password hashes of applications whose invitation is over. */
  dropUsedPasswords(): Promise<void>;
  /** Forgets what was handed in without an invitation and never became one, because a process died. */
  forgetUnclaimed(now: Date): Promise<void>;
  /** Removes files that nobody handed in, and has those scanned that were not. */
  tidyDocuments(now: Date): Promise<void>;
  /** Requests that are not done although they are not new. */
  unfinished(): Promise<{ requestId: string; accountId: string }[]>;
}

/** What a long-running job of the worker asks of Temporal. */
export interface Maintenance {
  /** Starts an erasure unless it runs already or has run; whether it did. */
  resumeErasure(request: { readonly requestId: string; readonly accountId: string }): Promise<boolean>;
  /** Rebuilds the next stretch of the read model; `beat` says that it is alive. */
  rebuild(afterId: string, beat: () => void): Promise<RebuildBatchResult>;
}

/** Decides by the program's ordered approval rules. */
export interface ApprovalPolicy {
  /** First match wins; without one `autoOnboarding` decides. The rules judge what was applied. */
  evaluate(
    input: Pick<ProvisioningInput, 'invitationId' | 'applicationRef' | 'acceptedBy' | 'partnerAccountId'>,
  ): Promise<RuleVerdict>;
}

/** Derives the links and tokens of e-mails; a link with a token is for the address it is mailed to and no other. */
export interface LinkMaker {
  /** The link of the invitation e-mail for one version of the token. */
  invitationLink(invitationId: string, tokenVersion: number, address: string): string;
  declineLink(invitationId: string, tokenVersion: number, address: string): string;
  unsubscribeLink(invitationId: string, address: string): string;
  setPasswordLink(userId: string, passwordVersion: number, address: string): string;
  /** Sets the password of whoever is offered a membership at an address without a user. */
  membershipOfferLink(offerId: string, version: number, address: string): string;
  /** The form of a program's public page, for the address that asked for it. */
  applicationLink(slug: string, requestId: string, address: string): string;
  /** Where a user accepts or refuses memberships; needs a sign-in and holds no token. */
  membershipsPage(): string;
  signInLink(): string;
  /** The invitation's page for signed-in people. */
  invitationPage(invitationId: string): string;
  /** All invitations of the account. */
  explorerPage(): string;
  /** Where users choose which notices they get. */
  notificationsPage(): string;
  /** Where the account has its API keys. */
  apiKeysPage(): string;
}

/** One event for one endpoint, as it is sent now. */
export interface WebhookJob {
  readonly endpointId: string;
  /** The endpoint takes nothing at present. */
  readonly paused: boolean;
  readonly url: string;
  /** Signing secrets that are valid now (`whsec_...`), newest first. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  /** Number of the newest attempt that was noted. */
  readonly attemptCount: number;
  readonly nextAttemptAt?: Date;
  readonly createdAt: Date;
  /** An answer that says the request is wrong ends everything to this address until somebody looks. */
  readonly pausesWhenRefused?: boolean;
  /** It took something moments ago and has refused nothing since, so that another success is no news. */
  readonly isKnownToWork?: boolean;
}

/** Tells the chat of an account's approvers that a partner waits for them. */
export interface ApprovalChat {
  /** The same message again tells nothing anew; where no chat is set up nobody is told. */
  tell(
    invitationId: string,
    messageId: string,
    note: { readonly kind: 'requested' | 'reminder'; readonly link: string },
  ): Promise<void>;
}

/** One try to hand an event over. Nothing of what the receiver answered is kept but its status. */
export interface WebhookAttempt {
  readonly n: number;
  readonly at: Date;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** A fixed word such as `timeout`; null after a success. */
  readonly error: string | null;
}

/** How an attempt changes its delivery. */
export interface WebhookAttemptOutcome {
  readonly attempt: WebhookAttempt;
  readonly state: WebhookJob['state'];
  readonly nextAttemptAt: Date | null;
}

/** Reads deliveries and keeps their log. */
export interface WebhookLog {
  /** `undefined` when the delivery or its endpoint is gone. */
  find(deliveryId: string): Promise<WebhookJob | undefined>;
  /** Notes an attempt and what follows, for the delivery and its endpoint; the same attempt once. */
  note(deliveryId: string, job: WebhookJob, outcome: WebhookAttemptOutcome): Promise<void>;
  /** Ends all that is on its way to an endpoint. */
  stop(endpointId: string): Promise<void>;
  /** Pauses an endpoint whose receiver is gone for good; whether this call did. */
  pauseGone(endpointId: string): Promise<boolean>;
  /** Pauses an endpoint that has taken nothing since the instant; whether this call did. */
  pauseIfSilentSince(endpointId: string, since: Date): Promise<boolean>;
}

/** What a receiver answered: a status, or an error word when there was no answer. */
export interface WebhookAnswer {
  readonly status: number | null;
  readonly error: string | null;
  /** The receiver's own wish, of a 429 or 503. */
  readonly retryAfterMs?: number;
}

/** Sends signed bytes to an address that a customer chose; never throws and never takes above 10 s. */
export interface WebhookSender {
  send(message: {
    readonly url: string;
    readonly secrets: readonly string[];
    readonly id: string;
    readonly body: string;
  }): Promise<WebhookAnswer>;
}

/** What a customer's own system is told about a partner; see docs/provisioning.md. */
export interface PartnerData {
  readonly accountId: string;
  readonly program: string;
  readonly partnerName: string;
  readonly country: string | null;
  readonly industry: string | null;
  readonly contact: {
    readonly email: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly phoneNumber: string | null;
  };
  readonly customFields: Readonly<Record<string, unknown>>;
  /** What the files are whose IDs are values of custom fields. */
  readonly documents: readonly {
    readonly id: string;
    readonly field: string;
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly roleKey: string | null;
  readonly initialModule: string | null;
  readonly share: { readonly workspaceId: string; readonly folderIds: readonly string[] } | null;
}

/** Reads what a customer's own system is told. */
export interface PartnerReader {
  /** `undefined` when the invitation is gone or erased. */
  partnerData(invitationId: string): Promise<PartnerData | undefined>;
}

/** Invites the rows of imports. */
export interface Importer {
  /**
   * Works through one batch; `mayGoOn` says before each row whether to begin it.
   *
   * @throws the contract's `failureOf(...)`, not retryable, when the import is gone; anything else is retried
   */
  importRows(input: ImportRowsInput, mayGoOn: () => boolean): Promise<ImportRowsResult>;
  close(input: CloseImportInput): Promise<ImportCounts>;
}

/** What {@link createActivities} is wired with. */
export interface ActivityDependencies {
  readonly emailData: EmailDataReader;
  readonly userEmailData: UserEmailDataReader;
  readonly outbox: Outbox;
  readonly mailer: Mailer;
  readonly links: LinkMaker;
  readonly readModel: ReadModelStore;
  readonly provisioner: Provisioner;
  readonly approvalPolicy: ApprovalPolicy;
  readonly allowance: EmailAllowance;
  readonly privacy: ErasureService;
  readonly maintenance: Maintenance;
  readonly reconciler: Reconciler;
  readonly importer: Importer;
  readonly webhooks: { readonly log: WebhookLog; readonly sender: WebhookSender };
  readonly approvalChat: ApprovalChat;
  readonly notices: Notices;
  readonly digests: Digests;
  readonly mailFrom: { readonly email: string; readonly name?: string };
}

/** What one pass of the reconciler did. */
export interface ReconcileResult {
  readonly started: number;
  readonly repaired: number;
  /** Items that failed and were passed over; a pass that lacks this count is of an earlier version. */
  readonly failed?: number;
}

/** Repairs what a crash left between the database and Temporal. */
export interface Reconciler {
  /** How many workflows were started, how many read models repaired, and how many items could not be done. */
  reconcile(): Promise<ReconcileResult>;
}
