import { INVITATION_ACTIONS } from '../../domain/invitations/allowed-actions';
import { share } from '../../domain/invitations/invitation-input';
import { INVITATION_ORIGINS } from '../../domain/invitations/views';
import { INVITATION_STATUSES } from '../../workflows/contract';
import { byTimeline, scalars, z } from '../http';
import { documentView } from '../documents/schema';
import { customField } from '../../domain/programs/custom-field';
import { termsShown } from '../terms/schema';
import { setUp } from './set-up';

const text = z.string().nullable();
const when = scalars.instant.nullable();

const named = z.object({ id: z.string(), name: text });

/** Who accepted, and the account that joins; a new account has no ID before it is made. */
const acceptedBy = z
  .object({
    kind: z.enum(['invitee', 'user', 'operator', 'system']),
    user: named.nullable().openapi({ description: 'The signed-in user; null for whoever held the link.' }),
    account: named.nullable().openapi({ description: 'Null while it is a new one that is not made yet.' }),
  })
  .openapi('AcceptedBy');

/** What this caller would commit to by accepting now; null for whoever may not accept. */
const acceptsFor = z
  .object({
    account: named
      .nullable()
      .openapi({ description: 'Null when a new account will be made, or `addTo` names the one to join.' }),
    partnerOf: named,
  })
  .openapi('AcceptsFor');

/** An invitation as every endpoint answers it; personal fields of an erased one are null. */
export const invitation = z
  .object({
    id: z.string(),
    status: z.enum(INVITATION_STATUSES),
    statusLabel: z.string(),
    origin: z.enum(INVITATION_ORIGINS).openapi({
      description: 'Whoever applied without an invitation has no inviter: `inviter.id` is empty.',
    }),
    partnerName: text,
    contactFirstName: text,
    contactLastName: text,
    contactEmail: text,
    phoneNumber: text,
    country: text,
    industry: text,
    message: text,
    customFields: z.record(z.string(), z.unknown()).nullable(),
    share: share.nullable(),
    initialModule: text,
    program: z.string(),
    roleKey: z.string(),
    locale: text,
    expiresIn: z.string(),
    reminders: z.array(z.string()),
    inviter: z.object({ id: z.string(), name: text }),
    inviterAccountName: text,
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
    sentAt: when,
    deliveredAt: when,
    viewedAt: when,
    respondedAt: when,
    expiresAt: scalars.instant,
    nextReminderAt: when,
    decisionDueAt: when.openapi({ description: 'By when people have to decide, where the program says so.' }),
    remindersSent: z.int(),
    sendCount: z.int(),
    assignee: named.nullable().openapi({ description: 'Who is to decide; null: whoever may.' }),
    approvals: z.array(z.object({ by: z.string(), at: scalars.instant, note: text })),
    contentHash: z.string(),
    ruleId: text,
    reason: text,
    addTo: named.nullable().openapi({
      description: 'The partner that the contact is or will be added to; null for a new partner.',
    }),
    partnershipId: text,
    accountId: text,
    acceptedBy: acceptedBy.nullable(),
    acceptsFor: acceptsFor.nullable(),
    supersedes: text,
    supersededBy: text,
    erasedAt: when,
    allowedActions: z.array(z.enum(INVITATION_ACTIONS)),
    workflow: z.object({ id: z.string(), runId: text, url: text }),
  })
  .openapi('Invitation');

export type InvitationView = z.output<typeof invitation>;

/** What the inviter had written, as far as an applicant may answer otherwise. */
export const invitedAs = invitation
  .pick({
    partnerName: true,
    contactFirstName: true,
    contactLastName: true,
    phoneNumber: true,
    country: true,
    industry: true,
    customFields: true,
  })
  .openapi('InvitedAs');

/** One invitation with what a page about it says of its program. */
export const invitationDetails = invitation
  .extend({
    received: z.boolean().openapi({ description: 'The caller sees it as whoever was invited.' }),
    requiredApprovals: z.int(),
    terms: termsShown.nullable().openapi({ description: 'What the receiver has to accept.' }),
    programName: text.openapi({ description: 'Null for receivers, and where the program is gone.' }),
    initialModuleName: text,
    setUp: setUp.nullable().openapi({ description: 'Null before it has begun, and for receivers.' }),
    invited: invitedAs.nullable().openapi({
      description:
        'What the inviter had written before the applicant answered; null until then, and for receivers.',
    }),
    form: z
      .object({ fields: z.array(customField) })
      .openapi({ description: 'The custom fields it was sent with; for receivers those to fill in.' }),
    documents: z.array(documentView).openapi({
      description: 'Files that were handed in for it, those of earlier answers too; none for receivers.',
    }),
  })
  .openapi('InvitationDetails');

export const timelineItem = z
  .object({
    at: scalars.instant,
    type: z.string(),
    actor: z.object({ kind: z.string(), id: z.string(), name: text }),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('TimelineItem');

/** 202: no worker answered in time; Temporal keeps the decision. */
export const queued = z.object({ status: z.literal('queued'), invitationId: z.string() }).openapi('Queued');

/** What a decision about an invitation may be refused with. */
export const DECISION_PROBLEMS = [
  'content-changed',
  'invalid-transition',
  'invitation-closed',
  'invitation-expired',
  'link-replaced',
  'resend-limit',
  'role-ceiling',
  'self-approval',
  'temporal-unavailable',
] as const;

/** And when it comes by a link. */
export const LINK_PROBLEMS = [...DECISION_PROBLEMS, 'not-found', 'unauthenticated'] as const;

/** What may keep somebody from being invited. */
export const INVITE_PROBLEMS = [
  'already-a-partner',
  'invitation-already-open',
  'role-ceiling',
  'temporal-unavailable',
] as const;

/** What the endpoints that decide about an invitation have in common. */
export const decision = {
  audit: byTimeline,
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  problems: DECISION_PROBLEMS,
} as const;
