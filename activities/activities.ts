import type {
  CloseImportInput,
  CreateAccountInput,
  ImportCounts,
  ImportRowsInput,
  ImportRowsResult,
  InvitationErasureInput,
  InvitationSnapshot,
  ProvisionedAccount,
  ProvisioningInput,
  ProvisioningStepInput,
  RebuildBatchResult,
  RuleVerdict,
  SendEmailInput,
  UserEmailInput,
  WebhookOutcome,
  WebhookPatientInput,
} from '../workflows/contract';
import type { ReconcileResult } from '../domain/ports';

/**
 * Every activity by the name an operator sees. All are safe to retry: each is idempotent on the
 * invitation and the step, never on the run or the attempt.
 */
export interface Activities {
  /** Sends e-mails of one moment in an invitation's life; each leaves at most once, crashes aside. */
  readonly sendEmail: (input: SendEmailInput) => Promise<void>;
  /** Sends one e-mail to one user, outside any invitation. */
  readonly sendUserEmail: (input: UserEmailInput) => Promise<void>;
  /** Has the digests sent whose time has come, each by a workflow of its own. */
  readonly startDigests: () => Promise<{ readonly started: number }>;
  /** Writes the read model; an older state than the stored one changes nothing. */
  readonly recordInvitation: (snapshot: InvitationSnapshot) => Promise<void>;
  /** Asks the program's approval rules about an accepted invitation. */
  readonly evaluateApprovalRules: (input: ProvisioningInput) => Promise<RuleVerdict>;

  readonly createAccount: (input: CreateAccountInput) => Promise<ProvisionedAccount>;
  readonly assignDefaultRole: (input: ProvisioningStepInput) => Promise<void>;
  readonly shareRecords: (input: ProvisioningStepInput) => Promise<{ sharedFolders: number }>;

  /** Compensations remove only what the invitation itself created. */
  readonly removeCreatedAccount: (input: ProvisioningInput) => Promise<void>;
  readonly withdrawDefaultRole: (input: ProvisioningInput) => Promise<void>;
  readonly withdrawSharedRecords: (input: ProvisioningInput) => Promise<void>;

  /** Invites the rows of one batch of an import; each row at most once, however often it runs. */
  readonly importRows: (input: ImportRowsInput) => Promise<ImportRowsResult>;
  /** Writes how an import ended and counts its rows for the last time. */
  readonly closeImport: (input: CloseImportInput) => Promise<ImportCounts>;

  /** Tries to deliver an event to a webhook endpoint; fails, and says when to try again, while it is not taken. */
  readonly deliverWebhook: (input: WebhookPatientInput) => Promise<WebhookOutcome>;

  /** Finds the invitations of the address that a request names. */
  readonly findContact: (input: {
    readonly requestId: string;
  }) => Promise<{ invitations: { invitationId: string; isLive: boolean }[] }>;
  /** Erases what is personal in an invitation that has ended; `erased` is false while it has not. */
  readonly eraseInvitation: (input: InvitationErasureInput) => Promise<{ erased: boolean }>;
  /** Erases what belongs to no invitation, the request's address last. */
  readonly finishErasure: (input: {
    readonly requestId: string;
    readonly erasedInvitations: number;
  }) => Promise<void>;
  /** Erases what was kept long enough and starts erasures that a crash left unstarted. */
  readonly keepPrivacy: () => Promise<{ erased: number; resumed: number; failed?: number }>;
  /** Writes the read model of the next invitations anew. */
  readonly rebuildReadModel: (input: { readonly afterId: string }) => Promise<RebuildBatchResult>;

  /** Starts workflows that a crash left unstarted and repairs read models that differ from theirs. */
  readonly reconcileInvitations: () => Promise<ReconcileResult>;
}
