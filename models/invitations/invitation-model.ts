import type { Invitation } from '../../domain/invitations/invitation';
import type { InvitationWorkflowInput } from '../../workflows/contract';
import { collection, part } from '../mongo/collection';
import { CONTACT_COLUMNS } from './applications';
import { INVITATION_INDEXES } from './invitation-indexes';

/** The invitation with what its storage, search and maintenance need. */
export interface InvitationDoc extends Invitation {
  /** What the first edition noted when it invited; nothing is decided by them (see `receiving.ts`). */
  readonly inviteeUserId: string | null;
  readonly receiverAccountId: string | null;
  /** Marks of the addresses it had before, so that their links are told from forged ones; none after erasure. */
  readonly formerAddresses?: readonly string[];
  /** `<accountId>:<emailKey>` while live, `closed:<_id>` after: at most one live invitation per address. */
  readonly liveKey: string;
  /** Raised by every change of the content; changes compare and set by it. */
  readonly contentVersion: number;
  /** The application whose answers are in the content. */
  readonly mergedApplication: string | null;
  /** When its timeline says for the first time that it was sent, and accepted; absent until then. */
  readonly firstSentAt?: Date;
  readonly firstAcceptedAt?: Date;
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
  escalations: Number,
  decisionDueAt: Date,
  ruleId: String,
  reasonRef: String,
  applicationRef: String,
  returnCount: Number,
  addToPartnershipId: String,
  acceptedBy: part({ kind: String, id: String }),
  partnerAccountId: String,
  partnerUserId: String,
  partnershipId: String,
  failure: part({ step: String, type: { type: String } }),
  lastRefusal: part({ decisionId: String, type: { type: String }, at: Date }),
};

export const invitationModel = collection<InvitationDoc>(
  'invitations',
  {
    ...content,
    ...lifecycle,
    accountId: String,
    inviterId: String,
    responsibleId: String,
    assigneeId: String,
    assignedAt: Date,
    program: String,
    customFieldsVersion: Number,
    createdAt: Date,
    viewedAt: Date,
    erasedAt: Date,
    supersedes: String,
    supersededBy: String,
    importId: String,
    origin: String,
    inviteeUserId: String,
    receiverAccountId: String,
    emailKey: String,
    formerAddresses: [String],
    liveKey: String,
    contentVersion: Number,
    mergedApplication: String,
    invitedAs: part({ ...CONTACT_COLUMNS, customFields: {} }),
    firstSentAt: Date,
    firstAcceptedAt: Date,
    timelineN: Number,
    partnerNameKey: String,
    contactNameKey: String,
    searchText: String,
    workflowInput: {},
  },
  INVITATION_INDEXES,
);
