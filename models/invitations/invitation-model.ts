import type { Connection, Model } from 'mongoose';
import type { InvitationStatus, InvitationWorkflowInput } from '../../workflows/contract';
import { defineModel, part } from '../mongo/collection';
import { INVITATION_INDEXES } from './invitation-indexes';

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
  readonly ruleId: string | null;
  readonly reasonRef: string | null;
  readonly applicationRef: string | null;
  readonly acceptedBy: { readonly kind: string; readonly id: string } | null;
  readonly partnerAccountId: string | null;
  readonly partnerUserId: string | null;
  readonly partnershipId: string | null;
  readonly failure: { readonly step: string; readonly type: string } | null;
  readonly lastRefusal: { readonly decisionId: string; readonly type: string; readonly at: Date } | null;
}

export interface InvitationDoc extends InvitationContent, InvitationLifecycle {
  readonly _id: string;
  readonly accountId: string;
  readonly inviterId: string;
  /** Who stands for it since the inviter cannot any more; absent or null while it is the inviter. */
  readonly responsibleId?: string | null;
  readonly program: string;
  readonly customFieldsVersion: number;
  readonly createdAt: Date;
  readonly viewedAt: Date | null;
  readonly erasedAt: Date | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** The import that made it; null for one that was made by hand. */
  readonly importId?: string | null;
  /** What the first edition noted when it invited; nothing is decided by them (see `receiving.ts`). */
  readonly inviteeUserId: string | null;
  readonly receiverAccountId: string | null;
  /** Normalised address; empty after erasure. */
  readonly emailKey: string;
  /** Marks of the addresses it had before, so that their links are told from forged ones; none after erasure. */
  readonly formerAddresses?: readonly string[];
  /** `<accountId>:<emailKey>` while live, `closed:<_id>` after: at most one live invitation per address. */
  readonly liveKey: string;
  /** Raised by every change of the content; changes compare and set by it. */
  readonly contentVersion: number;
  /** The application whose answers are in the content. */
  readonly mergedApplication: string | null;
  /** The timeline is known to hold the workflow's entries 1 to this one. */
  readonly timelineN: number;
  readonly partnerNameKey: string;
  readonly contactNameKey: string;
  readonly searchText: string;
  /** Verbatim, so that a workflow that was never started can be. */
  readonly workflowInput: InvitationWorkflowInput;
}

const content = {
  partnerName: String,
  contactFirstName: String,
  contactLastName: String,
  contactEmail: String,
  phoneNumber: String,
  country: String,
  industry: String,
  message: String,
  // Checked against the program's definitions by the API.
  customFields: {},
  share: part({ workspaceId: String, folderIds: [String] }),
  initialModule: String,
  roleKey: String,
  locale: String,
  expiresIn: String,
  reminders: [String],
};

const lifecycle = {
  status: String,
  seq: Number,
  updatedAt: Date,
  expiresAt: Date,
  sentAt: Date,
  deliveredAt: Date,
  respondedAt: Date,
  activatedAt: Date,
  endedAt: Date,
  reminderInstants: [Date],
  nextReminderAt: Date,
  remindersSent: Number,
  remindersStopped: Boolean,
  sendCount: Number,
  lastSendAt: Date,
  tokenVersion: Number,
  addressVersion: Number,
  approvals: [part({ by: String, at: Date, noteRef: String, contentHash: String })],
  escalateAt: Date,
  ruleId: String,
  reasonRef: String,
  applicationRef: String,
  acceptedBy: part({ kind: String, id: String }),
  partnerAccountId: String,
  partnerUserId: String,
  partnershipId: String,
  failure: part({ step: String, type: { type: String } }),
  lastRefusal: part({ decisionId: String, type: { type: String }, at: Date }),
};

export const invitationModel = (connection: Connection): Model<InvitationDoc> =>
  defineModel<InvitationDoc>(
    connection,
    'invitations',
    {
      ...content,
      ...lifecycle,
      accountId: String,
      inviterId: String,
      responsibleId: String,
      program: String,
      customFieldsVersion: Number,
      createdAt: Date,
      viewedAt: Date,
      erasedAt: Date,
      supersedes: String,
      supersededBy: String,
      importId: String,
      inviteeUserId: String,
      receiverAccountId: String,
      emailKey: String,
      formerAddresses: [String],
      liveKey: String,
      contentVersion: Number,
      mergedApplication: String,
      timelineN: Number,
      partnerNameKey: String,
      contactNameKey: String,
      searchText: String,
      workflowInput: {},
    },
    INVITATION_INDEXES,
  );
