import { WorkflowNotFoundError } from '@temporalio/client';
import { parseEmailAddress, type OutboxDoc, type SuppressionReason } from '../../models';
import type { EmailEvent, EmailTemplate } from '../../workflows/contract';
import { type ApiDeps, invalid, Problem, z } from '../http';

/** SendGrid's words for what concerns an invitation; the others, `open` and `deferred` among them, change nothing. */
const EVENTS: Readonly<Record<string, EmailEvent['event']>> = {
  delivered: 'delivered',
  bounce: 'bounced',
  dropped: 'dropped',
  spamreport: 'spam_report',
  unsubscribe: 'unsubscribed',
  group_unsubscribe: 'unsubscribed',
};

/** E-mails that go to the contact: who bounces or complains there is not reminded any more. */
const TO_CONTACT: readonly string[] = [
  'invitation',
  'reminder',
  'new-link',
  'share-notification',
  'welcome',
  'application-rejected',
] satisfies EmailTemplate[];

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

/** One event of a message of ours. */
interface Reported {
  readonly event: EmailEvent;
  readonly suppress: SuppressionReason | undefined;
}

/**
 * The events of a batch that concern us; entries that nobody understands are passed over.
 *
 * @throws {@link Problem} 400 or 422 when the body is no batch at all
 */
export function readSendGridEvents(body: Buffer): Reported[] {
  let batch: unknown;
  try {
    batch = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Problem('malformed-json');
  }
  if (!Array.isArray(batch)) throw invalid([{ pointer: '', detail: 'Must be a list of events.' }]);
  return batch.flatMap((one: unknown) => readEntry(one) ?? []);
}

function readEntry(one: unknown): Reported | undefined {
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
  return { event: { eventId, messageId: id, event, at }, suppress: reasonOf(event, type) };
}

function reasonOf(event: EmailEvent['event'], type: string | undefined): SuppressionReason | undefined {
  switch (event) {
    case 'bounced':
      return type === 'blocked' ? undefined : 'bounced';
    case 'spam_report':
      return 'spam_report';
    case 'unsubscribed':
      return 'unsubscribed';
    case 'delivered':
    case 'dropped':
      return undefined;
  }
}

/** Calls in flight at the same time. */
const AT_ONCE = 8;

/**
 * Tells the suppression list and the workflows. Any number of repetitions in any order end in the same; when
 * the database or Temporal is away it throws, and the provider sends the batch again.
 */
export async function reportEvents(deps: ApiDeps, events: readonly Reported[]): Promise<void> {
  const queue = events.values();
  const worker = async () => {
    for (const reported of queue) await report(deps, reported);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function report({ stores, temporal }: ApiDeps, { event, suppress }: Reported): Promise<void> {
  const message = await stores.outbox.find(event.messageId);
  if (message?.invitationId == null) return;
  if (suppress !== undefined) await suppressAddress(stores, message, suppress);
  try {
    await temporal.reportEmailEvent(message.invitationId, event);
  } catch (error) {
    // The invitation is over: there is nobody to tell.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** The address that the message went to, which may not be the invitation's any more. */
async function suppressAddress(
  { suppressions }: ApiDeps['stores'],
  { accountId, to, template }: OutboxDoc,
  reason: SuppressionReason,
): Promise<void> {
  const address = parseEmailAddress(to ?? '');
  if (accountId === null || address === undefined || !TO_CONTACT.includes(template)) return;
  await suppressions.suppress(accountId, address.key, reason);
}
