import { ONBOARDING_TASK_QUEUE } from './identifiers';
import { priorityOf } from './priorities';
import { accountIdAttribute } from './search-attributes';
import { PARTNERSHIP_WEBHOOKS, type PartnershipWebhookType } from './partnership-events';
import { INVITATION_WEBHOOKS, type InvitationWebhookType, type TimelineType } from './timeline';

/** Name of an event as receivers know it. */
export type WebhookEventType = InvitationWebhookType | PartnershipWebhookType;

/** Every event of webhooks, when it is sent and what it leads to. */
export const WEBHOOK_EVENTS: readonly {
  readonly type: WebhookEventType;
  readonly when: string;
  readonly statusAfter?: string | undefined;
}[] = [...INVITATION_WEBHOOKS, ...PARTNERSHIP_WEBHOOKS];

/** Every event that an endpoint can ask for. */
export const WEBHOOK_EVENT_TYPES: readonly WebhookEventType[] = WEBHOOK_EVENTS.map(({ type }) => type);

/** The event of a timeline entry; `undefined` for entries that no webhook tells of. */
export function webhookEventType(type: TimelineType): InvitationWebhookType | undefined {
  return INVITATION_WEBHOOKS.find((event) => event.type === `invitation.${type}`)?.type;
}

/** Queue of everything that talks to webhook receivers, so that slow ones hold up nobody else. */
export const WEBHOOK_TASK_QUEUE = 'webhooks';

/**
 * What a receiver sees as `webhook-id`: the same for one entry however often and wherever it is sent. `entryId`
 * is `<invitationId>:<entry>`, or `<partnershipId>:<entry>`; the answer holds no dot, which the signature uses.
 */
export function webhookEventId(entryId: string): string {
  return `evt_${entryId.slice(entryId.indexOf('_') + 1).replace(/[^A-Za-z0-9]+/g, '_')}`;
}

/** One event on its way to one endpoint; IDs only, the rest is read by the activity. */
export interface WebhookDeliveryInput {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly eventId: string;
}

/** A delivery that is tried until the receiver takes it, or its time is over. */
export interface WebhookPatientInput extends WebhookDeliveryInput {
  /** When the three days are over, as ISO 8601; a wait that is longer ends the delivery. */
  readonly until: string;
}

/** How a delivery ended. */
export interface WebhookOutcome {
  /** `stopped`: the endpoint was paused or removed meanwhile, or somebody else ended the delivery. */
  readonly state: 'delivered' | 'failed' | 'stopped';
  /** How often it was sent, the first attempt included. */
  readonly attempts: number;
  /** HTTP status or error code of the last one, for operators. */
  readonly answer?: string;
}

/** What the workflow of a delivery answers. */
export type WebhookDeliveryResult = Omit<WebhookOutcome, 'answer'> & { readonly deliveryId: string };

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

/** How long a delivery is tried, in milliseconds: three days from its first attempt. */
export const WEBHOOK_PATIENCE_MS = 72 * HOUR_MS;

const FIRST_WAIT_MS = 5 * SECOND_MS;
const LONGEST_WAIT_MS = 6 * HOUR_MS;

/**
 * Milliseconds to wait after a failed attempt (counted from 1): 5 s, doubling to 6 h. A receiver that asks
 * for more gets it, up to the same 6 h.
 */
export function webhookWaitMs(attempt: number, retryAfterMs = 0): number {
  const planned = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 30), LONGEST_WAIT_MS);
  return Math.max(planned, Math.min(retryAfterMs, LONGEST_WAIT_MS));
}

/**
 * How the workflow of a delivery is started, by whoever starts it: at most once per delivery. A replay has
 * its own `replay` word, so that it runs beside what was.
 */
export function webhookDeliveryStart(
  input: WebhookDeliveryInput,
  about: {
    readonly accountId: string;
    readonly type: string;
    readonly replay?: string;
    /** Until the next attempt, where one was made. */
    readonly waitMs?: number;
  },
) {
  const name = `webhook-${input.endpointId}-${input.eventId}`;
  return {
    workflowId: about.replay === undefined ? name : `${name}-${about.replay}`,
    taskQueue: ONBOARDING_TASK_QUEUE,
    workflowIdConflictPolicy: 'FAIL' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    // An account with many slow receivers shall not take the turns of the others.
    priority: priorityOf('bulk', input.endpointId),
    args: [input] as [WebhookDeliveryInput],
    ...(about.waitMs !== undefined && { startDelay: about.waitMs }),
    typedSearchAttributes: [{ key: accountIdAttribute, value: about.accountId }],
    staticSummary: `${about.type} to ${input.endpointId}`,
    staticDetails: `Event \`${input.eventId}\`, delivery \`${input.deliveryId}\` of account \`${about.accountId}\`.`,
  };
}
