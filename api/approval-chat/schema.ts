import { CHAT_FORMATS } from '../../domain/chat/approval-message';
import { scalars, z } from '../http';
import { webhookAttempt } from '../webhooks/schema';

const instantOrNull = scalars.instant.nullable();

export const newApprovalChat = z
  .strictObject({
    format: z.enum(CHAT_FORMATS).openapi({
      description:
        '`slack`: an incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). `teams`: a workflow of Microsoft Teams that posts what a webhook gets.',
    }),
    url: z.string().trim().min(1).max(2_000, 'Must have at most 2000 characters.').optional().openapi({
      format: 'uri',
      description: 'A secret: it is never shown again. Left out: the one that is set stays.',
    }),
  })
  .openapi('NewApprovalChat');

/** Without the address, which is a secret. */
export const approvalChat = z
  .object({
    format: z.enum(CHAT_FORMATS),
    host: z.string(),
    status: z.enum(['active', 'paused']),
    notice: z
      .object({ at: scalars.instant, code: z.enum(['refused', 'failing']), detail: z.string() })
      .nullable()
      .openapi({ description: 'Why Usher paused it.' }),
    consecutiveFailures: z.int(),
    failingSince: instantOrNull,
    lastSuccessAt: instantOrNull,
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
  })
  .openapi('ApprovalChat');

export const chatMessage = z
  .object({
    id: z.string(),
    kind: z.enum(['requested', 'reminder', 'test']),
    invitationId: z.string().nullable().openapi({ description: 'Null for a test.' }),
    state: z.enum(['pending', 'delivered', 'failed']),
    error: z.string().nullable(),
    attempts: z.array(webhookAttempt),
    nextAttemptAt: instantOrNull,
    createdAt: scalars.instant,
  })
  .openapi('ChatMessage');
