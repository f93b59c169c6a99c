import type { IncomingHttpHeaders } from 'node:http';
import { defineEndpoint, invalid, noContent, Problem } from '../http';
import { whileFewFail } from '../http/limits/refused-calls';
import type { ReportedEvent } from '../../domain/email/reported-event';
import { readSendGridEvent } from '../../domain/email/sendgrid-events';
import {
  isRecentlySigned,
  isSignedBySendGrid,
  type SignatureHeaders,
} from '../../domain/email/sendgrid-signature';
import { reportEvents } from './report-events';

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
