import { WorkflowNotFoundError } from '@temporalio/client';
import { parseEmailAddress } from '../../domain/email-address';
import { forEachAtOnce } from '../../domain/for-each-at-once';
import type { ReportedEvent } from '../../domain/email/reported-event';
import type { OutboxDoc, SuppressionReason } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import type { ApiDeps } from '../http';

/** E-mails that go to the contact: who bounces or complains there is not reminded any more. */
const TO_CONTACT: readonly string[] = [
  'invitation',
  'reminder',
  'new-link',
  'share-notification',
  'welcome',
  'application-returned',
  'returned-reminder',
  'application-rejected',
] satisfies EmailTemplate[];

/** Calls in flight at the same time. */
const AT_ONCE = 8;

/**
 * Tells the suppression list and the workflows. Any number of repetitions in any order end in the same; when
 * the database or Temporal is away it throws, and the provider sends the batch again.
 */
export function reportEvents(deps: ApiDeps, events: readonly ReportedEvent[]): Promise<void> {
  return forEachAtOnce(events, AT_ONCE, (reported) => report(deps, reported));
}

async function report({ stores, temporal }: ApiDeps, { event, suppress }: ReportedEvent): Promise<void> {
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
