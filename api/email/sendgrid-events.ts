import type { IncomingHttpHeaders } from 'node:http';
import { WorkflowNotFoundError } from '@temporalio/client';
import { parseEmailAddress } from '../../domain/email-address';
import { forEachAtOnce } from '../../domain/for-each-at-once';
import type { OutboxDoc, SuppressionReason } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import { type ApiDeps, defineEndpoint, invalid, noContent, Problem } from '../http';
import { whileFewFail } from '../http/limits/refused-calls';
import { readSendGridEvent, type ReportedEvent } from '../../domain/email/sendgrid-events';
import {
  isRecentlySigned,
  isSignedBySendGrid,
  type SignatureHeaders,
} from '../../domain/email/sendgrid-signature';

const LIMIT_BYTES = 1024 * 1024;

/** Takes SendGrid's event webhook; what its signature does not prove is refused. */
export const postEmailEventsSendgrid = defineEndpoint({
  route: 'post /v1/email-events/sendgrid',
  summary: 'Take delivery events of SendGrid',
  access: 'public',
  audit: { exempt: 'The timeline of the invitation is audited.' },
  rawBody: { contentTypes: ['application/json'], limitBytes: LIMIT_BYTES },
  admit: (deps, { headers }) => {
    const { sendgridWebhookPublicKey: key } = deps.settings;
    if (key === undefined || !isRecentlySigned(signatureOf(headers))) throw unsigned();
  },
  responses: { 204: { description: 'Taken; events of unknown messages change nothing.' } },
  problems: ['unauthenticated', 'temporal-unavailable'],
  async handler({ deps, ip, headers, raw = Buffer.alloc(0) }) {
    const { sendgridWebhookPublicKey: key } = deps.settings;
    await whileFewFail(deps, { ip, headers }, () => {
      const isGenuine = isSignedBySendGrid(key, signatureOf(headers), raw);
      return isGenuine ? Promise.resolve() : Promise.reject(unsigned());
    });
    await reportEvents(deps, readSendGridEvents(raw));
    return noContent();
  },
});

function signatureOf(headers: IncomingHttpHeaders): SignatureHeaders {
  const text = (name: string) => headers[name]?.toString();
  return {
    signature: text('x-twilio-email-event-webhook-signature'),
    timestamp: text('x-twilio-email-event-webhook-timestamp'),
  };
}

function unsigned(): Problem {
  return new Problem('unauthenticated', { detail: 'The signature of the provider is missing or wrong.' });
}

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

/**
 * The events of a batch that concern us; entries that nobody understands are passed over.
 *
 * @throws {@link Problem} 400 or 422 when the body is no batch at all
 */
function readSendGridEvents(body: Buffer): ReportedEvent[] {
  let batch: unknown;
  try {
    batch = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Problem('malformed-json');
  }
  if (!Array.isArray(batch)) throw invalid([{ pointer: '', detail: 'Must be a list of events.' }]);
  return batch.flatMap((one: unknown) => readSendGridEvent(one) ?? []);
}

/** Calls in flight at the same time. */
const AT_ONCE = 8;

/**
 * Tells the suppression list and the workflows. Any number of repetitions in any order end in the same; when
 * the database or Temporal is away it throws, and the provider sends the batch again.
 */
function reportEvents(deps: ApiDeps, events: readonly ReportedEvent[]): Promise<void> {
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
