import { INVITATION_ACTIONS } from '../../domain/invitations/allowed-actions';
import { INVITATION_STATUSES } from '../../workflows/contract';
import { byTimeline, scalars, z } from '../http';

/** Values of custom fields as they come in; their program's definitions decide what is right. */
export const customFieldValues = z
  .record(
    scalars.key,
    z.union([
      z.string().max(5_000),
      z.number(),
      z.boolean(),
      z.array(z.string().max(200)).max(100),
      z.null(),
    ]),
  )
  .refine((values) => Object.keys(values).length <= 100, 'At most 100 fields.');

export const share = z.strictObject({
  workspaceId: z.string().min(1).max(64),
  folderIds: z
    .array(z.string().min(1).max(64))
    .max(200)
    .overwrite((ids) => [...new Set(ids)]),
});

/** Contact and company data: what PATCH may change. */
const contactFields = {
  contactFirstName: scalars.personName,
  contactLastName: scalars.personName,
  phoneNumber: scalars.phone,
  country: scalars.country,
  industry: scalars.line(),
  message: scalars.paragraph(),
};

export const newInvitation = z
  .strictObject({
    partnerName: scalars.line(),
    contactEmail: scalars.email,
    ...optional(contactFields),
    customFields: customFieldValues.optional(),
    share: share.optional(),
    initialModule: scalars.key.optional(),
    program: scalars.key.optional(),
    roleKey: scalars.key.optional(),
    locale: scalars.locale.optional(),
    expiresIn: scalars.duration().optional(),
    reminders: scalars.reminders.optional(),
  })
  .openapi('NewInvitation');

export type NewInvitation = z.output<typeof newInvitation>;

export const invitationChanges = z
  .strictObject({
    partnerName: scalars.line().optional(),
    contactEmail: scalars.email.optional(),
    contactFirstName: scalars.personName.nullable().optional(),
    contactLastName: scalars.personName.nullable().optional(),
    phoneNumber: scalars.phone.nullable().optional(),
    country: scalars.country.nullable().optional(),
    industry: scalars.line().nullable().optional(),
    message: scalars.paragraph().nullable().optional(),
    customFields: customFieldValues.optional(),
  })
  .openapi('InvitationChanges');

export type InvitationChanges = z.output<typeof invitationChanges>;

function optional<S extends Record<string, z.ZodType>>(fields: S): { [K in keyof S]: z.ZodOptional<S[K]> } {
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, schema.optional()]),
  ) as unknown as { [K in keyof S]: z.ZodOptional<S[K]> };
}

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
    account: named.nullable().openapi({ description: 'Null when a new account will be made.' }),
    partnerOf: named,
  })
  .openapi('AcceptsFor');

/** An invitation as every endpoint answers it; personal fields of an erased one are null. */
export const invitation = z
  .object({
    id: z.string(),
    status: z.enum(INVITATION_STATUSES),
    statusLabel: z.string(),
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
    remindersSent: z.int(),
    sendCount: z.int(),
    approvals: z.array(z.object({ by: z.string(), at: scalars.instant, note: text })),
    contentHash: z.string(),
    ruleId: text,
    reason: text,
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
