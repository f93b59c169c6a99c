import { z } from 'zod';
import {
  INVITATION_STATUSES,
  TIMELINE,
  WEBHOOK_EVENT_TYPES,
  type WebhookEventType,
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
});

/** `data` of every webhook: IDs, fixed words, times and the name of the company; nothing personal. */
export const webhookData = z.strictObject({
  invitationId: z.string(),
  accountId: z.string(),
  program: z.string(),
  partnerName: z.string(),
  status: z.enum(INVITATION_STATUSES),
  actor: z.strictObject({
    kind: z.enum(['invitee', 'user', 'operator', 'system']),
    id: z.string().nullable(),
  }),
  expiresAt: z.iso.datetime(),
  partnershipId: z.string().nullable(),
  partnerAccountId: z.string().nullable(),
  detail,
});

/** The body of every webhook; `type` says which event it is. */
export const webhookPayload = z.strictObject({
  type: z.enum(WEBHOOK_EVENT_TYPES as [WebhookEventType, ...WebhookEventType[]]),
  timestamp: z.iso.datetime(),
  data: webhookData,
});

export type WebhookPayload = z.output<typeof webhookPayload>;

/** The body that tells of one timeline entry. What the schema does not know is left out. */
export function payloadOf(
  type: WebhookEventType,
  event: TimelineEvent,
  invitation: Invitation,
): WebhookPayload {
  const { kind, id } = event.actor;
  return {
    type,
    timestamp: event.at.toISOString(),
    data: {
      invitationId: invitation._id,
      accountId: invitation.accountId,
      program: invitation.program,
      partnerName: invitation.partnerName,
      status: TIMELINE[event.type].statusAfter ?? invitation.status,
      // An operator at the command line may have written anything as their ID.
      actor: { kind, id: kind === 'user' && isId('usr', id) ? id : null },
      expiresAt: invitation.expiresAt.toISOString(),
      partnershipId: invitation.partnershipId,
      partnerAccountId: invitation.partnerAccountId,
      detail: knownDetail(event.detail),
    },
  };
}

function knownDetail(given: TimelineEvent['detail']): z.output<typeof detail> {
  const known = Object.entries(detail.shape).filter(
    ([key, schema]) => schema.safeParse(given?.[key]).success && given?.[key] !== undefined,
  );
  return Object.fromEntries(known.map(([key]) => [key, given?.[key]]));
}
