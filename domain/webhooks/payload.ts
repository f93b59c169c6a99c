import { z } from 'zod';
import {
  INVITATION_STATUSES,
  INVITATION_WEBHOOKS,
  PARTNERSHIP_WEBHOOKS,
  TIMELINE,
  type Actor,
  type InvitationWebhookType,
  type PartnershipWebhookType,
} from '../../workflows/contract';
import { isId } from '../ids';
import type { Invitation } from '../invitations/invitation';
import type { TimelineEvent } from '../invitations/timeline-event';

/** What an entry adds by its kind; every word is one of ours, none was typed by a person. */
const detail = z.strictObject({
  event: z.enum(['bounced', 'dropped', 'spam_report']).optional(),
  ruleId: z.string().optional(),
  step: z.string().optional(),
  type: z.string().optional(),
  version: z.int().optional(),
  added: z.boolean().optional(),
});

const actor = z.strictObject({
  kind: z.enum(['invitee', 'user', 'operator', 'system']),
  id: z.string().nullable(),
});

/** `data` of every event of an invitation: IDs, fixed words, times and the name of the company; nothing personal. */
export const webhookData = z.strictObject({
  invitationId: z.string(),
  accountId: z.string(),
  program: z.string(),
  partnerName: z.string(),
  status: z.enum(INVITATION_STATUSES),
  actor,
  expiresAt: z.iso.datetime(),
  partnershipId: z.string().nullable(),
  partnerAccountId: z.string().nullable(),
  detail,
});

/** `data` of every event of a partnership; nothing personal either. */
export const partnershipData = z.strictObject({
  partnershipId: z.string(),
  accountId: z.string(),
  partnerAccountId: z.string(),
  partnerName: z.string(),
  status: z.enum(['active', 'inactive']),
  actor,
  /** The invitation that did it; null where somebody did it directly. */
  invitationId: z.string().nullable(),
  detail: z.strictObject({
    added: z.array(z.string()).optional(),
    withdrawn: z.array(z.string()).optional(),
  }),
});

type Names<T extends string> = [T, ...T[]];

/** The body of an event of an invitation; `type` says which it is. */
export const invitationPayload = z.strictObject({
  type: z.enum(INVITATION_WEBHOOKS.map(({ type }) => type) as Names<InvitationWebhookType>),
  timestamp: z.iso.datetime(),
  data: webhookData,
});

/** The body of an event of a partnership. */
export const partnershipPayload = z.strictObject({
  type: z.enum(PARTNERSHIP_WEBHOOKS.map(({ type }) => type) as Names<PartnershipWebhookType>),
  timestamp: z.iso.datetime(),
  data: partnershipData,
});

/** The body of every webhook. */
export const webhookPayload = z.union([invitationPayload, partnershipPayload]);

export type WebhookPayload = z.output<typeof webhookPayload>;

/** The body that tells of one timeline entry. What the schema does not know is left out. */
export function payloadOf(
  type: InvitationWebhookType,
  event: TimelineEvent,
  invitation: Invitation,
): WebhookPayload {
  return {
    type,
    timestamp: event.at.toISOString(),
    data: {
      invitationId: invitation._id,
      accountId: invitation.accountId,
      program: invitation.program,
      partnerName: invitation.partnerName,
      status: TIMELINE[event.type].statusAfter ?? invitation.status,
      actor: shownActor(event.actor),
      expiresAt: invitation.expiresAt.toISOString(),
      partnershipId: invitation.partnershipId,
      partnerAccountId: invitation.partnerAccountId,
      detail: knownDetail(event.detail),
    },
  };
}

/** An operator at the command line may have written anything as their ID. */
function shownActor({ kind, id }: Actor): z.output<typeof actor> {
  return { kind, id: kind === 'user' && isId('usr', id) ? id : null };
}

/** What is told of a partnership. */
export interface PartnershipNews {
  readonly type: PartnershipWebhookType;
  readonly at: Date;
  readonly actor: Actor;
  readonly invitationId: string | null;
  readonly status: 'active' | 'inactive';
  readonly added: readonly string[];
  readonly withdrawn: readonly string[];
  readonly partnership: {
    readonly _id: string;
    readonly accountId: string;
    readonly partnerAccountId: string;
    readonly partnerName: string;
  };
}

/** The body that tells of one event of a partnership. */
export function partnershipPayloadOf(news: PartnershipNews): WebhookPayload {
  const { _id, accountId, partnerAccountId, partnerName } = news.partnership;
  return {
    type: news.type,
    timestamp: news.at.toISOString(),
    data: {
      partnershipId: _id,
      accountId,
      partnerAccountId,
      partnerName,
      status: news.status,
      actor: shownActor(news.actor),
      invitationId: news.invitationId,
      detail: {
        ...(news.added.length > 0 && { added: [...news.added] }),
        ...(news.withdrawn.length > 0 && { withdrawn: [...news.withdrawn] }),
      },
    },
  };
}

function knownDetail(given: TimelineEvent['detail']): z.output<typeof detail> {
  const known = Object.entries(detail.shape).filter(
    ([key, schema]) => schema.safeParse(given?.[key]).success && given?.[key] !== undefined,
  );
  return Object.fromEntries(known.map(([key]) => [key, given?.[key]]));
}
