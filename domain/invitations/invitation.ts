import type { InvitationStatus } from '../../workflows/contract';

/** Which folders of which workspace the partner will see. */
export interface InvitationShare {
  readonly workspaceId: string;
  readonly folderIds: readonly string[];
}

/** What people typed. Null when left out, and after erasure. */
export interface InvitationContent {
  readonly partnerName: string;
  readonly contactFirstName: string | null;
  readonly contactLastName: string | null;
  /** As typed; the only form mail goes to. */
  readonly contactEmail: string | null;
  readonly phoneNumber: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly message: string | null;
  readonly customFields: Readonly<Record<string, unknown>> | null;
  readonly share: InvitationShare | null;
  readonly initialModule: string | null;
  readonly roleKey: string | null;
  readonly locale: string;
  /** ISO-8601. */
  readonly expiresIn: string;
  readonly reminders: readonly string[];
}

/** Columns copied from the workflow's snapshot, whole, by the newest `seq`; nobody else writes them. */
export interface InvitationLifecycle {
  readonly status: InvitationStatus;
  /** 0 until the workflow wrote for the first time. */
  readonly seq: number;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly respondedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly endedAt: Date | null;
  readonly reminderInstants: readonly Date[];
  readonly nextReminderAt: Date | null;
  readonly remindersSent: number;
  readonly remindersStopped: boolean;
  readonly sendCount: number;
  readonly lastSendAt: Date | null;
  readonly tokenVersion: number;
  /** Raised by every change of the address; 1 where it is missing. */
  readonly addressVersion?: number;
  readonly approvals: readonly {
    readonly by: string;
    readonly at: Date;
    readonly noteRef: string | null;
    readonly contentHash: string | null;
  }[];
  readonly escalateAt: Date | null;
  /** How often approvers were reminded; 0 where it is missing. */
  readonly escalations?: number;
  /** By when people have to decide; absent in older ones, which have no such time. */
  readonly decisionDueAt?: Date | null;
  readonly ruleId: string | null;
  readonly reasonRef: string | null;
  readonly applicationRef: string | null;
  /** How often an approver asked for more; 0 where it is missing. */
  readonly returnCount?: number;
  /** The partnership whose account the contact is or will be added to; null or absent for a new partner. */
  readonly addToPartnershipId?: string | null;
  readonly acceptedBy: { readonly kind: string; readonly id: string } | null;
  readonly partnerAccountId: string | null;
  readonly partnerUserId: string | null;
  readonly partnershipId: string | null;
  readonly failure: { readonly step: string; readonly type: string } | null;
  readonly lastRefusal: { readonly decisionId: string; readonly type: string; readonly at: Date } | null;
}

/** What an applicant may answer otherwise than the inviter wrote it. */
export type InvitedAs = Pick<
  InvitationContent,
  | 'partnerName'
  | 'contactFirstName'
  | 'contactLastName'
  | 'phoneNumber'
  | 'country'
  | 'industry'
  | 'customFields'
>;

/** An invitation as everybody reads it. */
export interface Invitation extends InvitationContent, InvitationLifecycle {
  readonly _id: string;
  readonly accountId: string;
  readonly inviterId: string;
  /** Normalised address; empty after erasure. */
  readonly emailKey: string;
  /** Who stands for it since the inviter cannot any more; absent or null while it is the inviter. */
  readonly responsibleId?: string | null;
  /** Who of the account is to decide about it, and since when. */
  readonly assigneeId?: string | null;
  readonly assignedAt?: Date | null;
  /** What the inviter had written before an application was put over it; null or absent until then. */
  readonly invitedAs?: InvitedAs | null;
  readonly program: string;
  readonly customFieldsVersion: number;
  readonly createdAt: Date;
  readonly viewedAt: Date | null;
  readonly erasedAt: Date | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** The import that made it; null for one that was made by hand. */
  readonly importId?: string | null;
  /** How it came to be; absent or null for an invitation, whose `inviterId` is empty otherwise. */
  readonly origin?: 'application' | null;
}
