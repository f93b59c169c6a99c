import { invitationPayload, partnershipPayload, webhookPayload } from '../../domain/webhooks/payload';
import { durationMs, WEBHOOK_EVENT_TYPES, type WebhookEventType } from '../../workflows/contract';
import { scalars, z } from '../http';

const eventType = z.enum(WEBHOOK_EVENT_TYPES as [WebhookEventType, ...WebhookEventType[]]);

export const newWebhookEndpoint = z
  .strictObject({
    url: z.string().trim().min(1).max(2_000, 'Must have at most 2000 characters.').openapi({
      format: 'uri',
      description: 'Where events are posted to: https, and not a private address.',
    }),
    events: z
      .array(eventType)
      .min(1)
      .max(WEBHOOK_EVENT_TYPES.length)
      .refine((names) => new Set(names).size === names.length, 'Each event once.')
      .optional()
      .openapi({ description: 'Left out: every event.' }),
  })
  .openapi('NewWebhookEndpoint');

/** Longest time for which an old secret may stay valid, in milliseconds. */
const LONGEST_OVERLAP_MS = 7 * 24 * 3600 * 1000;

export const rotation = z.strictObject({
  oldSecretValidFor: z
    .string()
    .max(40)
    .refine((text) => (durationMs(text) ?? Infinity) <= LONGEST_OVERLAP_MS, 'Must be from PT0S to P7D.')
    .optional()
    .openapi({ example: 'P1D', description: 'How long both secrets sign; default one day.' }),
});

const instantOrNull = scalars.instant.nullable();

const members = {
  id: z.string(),
  url: z.string(),
  events: z.array(eventType),
  status: z.enum(['active', 'paused']),
  notice: z
    .object({ at: scalars.instant, code: z.enum(['gone', 'failing']), detail: z.string() })
    .nullable()
    .openapi({ description: 'Why Usher paused it.' }),
  consecutiveFailures: z.int(),
  failingSince: instantOrNull,
  lastSuccessAt: instantOrNull,
  oldSecretValidUntil: instantOrNull,
  createdAt: scalars.instant,
};

export const webhookEndpoint = z.object(members).openapi('WebhookEndpoint');

/** With the signing secret, for the only time. */
export const webhookEndpointWithSecret = z
  .object({
    ...members,
    secret: z.string().nullable().openapi({
      example: 'whsec_...',
      description: 'Shown this once: null when an Idempotency-Key repeats the answer. Then rotate it.',
    }),
  })
  .openapi('WebhookEndpointWithSecret');

/** The answer that shows it. */
export const shownSecret = {
  description: 'The endpoint, with its secret for the only time.',
  schema: webhookEndpointWithSecret,
} as const;

export const webhookAttempt = z.object({
  at: scalars.instant,
  status: z.int().nullable(),
  durationMs: z.int(),
  error: z.string().nullable(),
});

export const webhookDelivery = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    eventId: z.string().openapi({ description: 'The header webhook-id.' }),
    type: eventType,
    state: z.enum(['pending', 'delivered', 'failed']),
    error: z.string().nullable(),
    attempts: z.array(webhookAttempt),
    nextAttemptAt: instantOrNull,
    replayOf: z.string().nullable(),
    createdAt: scalars.instant,
    payload: webhookPayload,
  })
  .openapi('WebhookDelivery');

/** The body of one event, for the `webhooks` section of the OpenAPI document. */
export const payloadOfEvent = (type: WebhookEventType) =>
  (type.startsWith('invitation.') ? invitationPayload : partnershipPayload).extend({ type: z.literal(type) });

/** What Usher sends with every event. */
export const webhookHeaders = z.object({
  'webhook-id': z.string().openapi({ description: 'The event; the same on every attempt and replay.' }),
  'webhook-timestamp': z.string().openapi({ description: 'Seconds since 1970; refuse old ones.' }),
  'webhook-signature': z.string().openapi({
    description: 'v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret.',
  }),
});
