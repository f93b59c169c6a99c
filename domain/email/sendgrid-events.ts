import { z } from 'zod';
import type { EmailEvent } from '../../workflows/contract';
import { reasonOf, type ReportedEvent } from './reported-event';

/** SendGrid's words for what concerns an invitation; the others, `open` and `deferred` among them, change nothing. */
const EVENTS: Readonly<Record<string, EmailEvent['event']>> = {
  delivered: 'delivered',
  bounce: 'bounced',
  dropped: 'dropped',
  spamreport: 'spam_report',
  unsubscribe: 'unsubscribed',
  group_unsubscribe: 'unsubscribed',
};

const DAY_SECONDS = 24 * 3600;

const messageId = z.string().min(1).max(150);
const entry = z.object({
  event: z.string().max(50),
  timestamp: z.number().int().min(0),
  /** Bounces only: `blocked` is a refusal that may pass. */
  type: z.string().max(50).optional(),
  messageId: messageId.optional(),
  custom_args: z.object({ messageId: messageId.optional() }).optional(),
});

/** The event, if it concerns a message of ours; `undefined` for what nobody understands. */
export function readSendGridEvent(one: unknown): ReportedEvent | undefined {
  const parsed = entry.safeParse(one);
  if (!parsed.success) return undefined;
  const { event: name, timestamp, type, custom_args: nested } = parsed.data;
  const event = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined;
  const id = parsed.data.messageId ?? nested?.messageId;
  const isSane = timestamp <= Date.now() / 1000 + DAY_SECONDS;
  if (event === undefined || id === undefined || !isSane) return undefined;
  // The same whenever and however often it is reported: SendGrid's own ID may differ between repetitions.
  const eventId = `${id}.${event}.${timestamp}`;
  const at = new Date(timestamp * 1000).toISOString();
  return { event: { eventId, messageId: id, event, at }, suppress: reasonOf(event, type !== 'blocked') };
}
