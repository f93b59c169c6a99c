import { z } from 'zod';
import { reasonOf, type ReportedEvent } from './reported-event';

/** Events of one call. */
export const MAX_EMAIL_EVENTS = 500;

const DAY_MS = 24 * 3600 * 1000;

/** A Message-ID as the SMTP transport sets it, `<our ID@domain>`, or our ID alone. */
const messageId = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .transform((text) => text.replace(/^<([^<>@]*)@[^<>@]*>$/, '$1'))
  .pipe(z.string().min(1).max(150));

const emailEvent = z.strictObject({
  messageId: messageId.describe(
    'Which e-mail: its header `Message-ID`, with or without `<`, `@domain` and `>`, or `X-Usher-Message`.',
  ),
  event: z.enum(['delivered', 'bounced', 'dropped', 'spam_report', 'unsubscribed']),
  at: z.iso
    .datetime({ offset: true })
    .refine((text) => Date.parse(text) <= Date.now() + DAY_MS, 'Must not be in the future.')
    .describe('When it happened.'),
  permanent: z
    .boolean()
    .optional()
    .describe(
      'Of a bounce: whether the address takes no mail for good, and is not mailed any more; default true.',
    ),
});

/** What tells Usher what became of its e-mails. */
export const emailEvents = z.strictObject({
  events: z.array(emailEvent).min(1).max(MAX_EMAIL_EVENTS),
});

/** The event as it is reported; the same one again has the same ID, however often it is sent. */
export function reportedEvent(one: z.output<typeof emailEvent>): ReportedEvent {
  const { messageId: id, event, at: given, permanent = true } = one;
  const at = new Date(given).toISOString();
  const eventId = `${id}.${event}.${Math.floor(Date.parse(at) / 1000)}`;
  return { event: { eventId, messageId: id, event, at }, suppress: reasonOf(event, permanent) };
}
