import { defineEndpoint, noContent } from '../endpoint';
import { readSendGridEvents, reportEvents } from '../operations/email-events/report-events';
import { isSignedBySendGrid } from '../operations/email-events/signature';
import { Problem } from '../problem';

const LIMIT_BYTES = 1024 * 1024;

/** Takes SendGrid's event webhook; what its signature does not prove is refused. */
export const postEmailEventsSendgrid = defineEndpoint({
  method: 'post',
  path: '/v1/email-events/sendgrid',
  summary: 'Take delivery events of SendGrid',
  tag: 'email events',
  access: 'public',
  audit: { exempt: 'The timeline of the invitation is audited.' },
  rawBody: { contentTypes: ['application/json'], limitBytes: LIMIT_BYTES },
  responses: { 204: { description: 'Taken; events of unknown messages change nothing.' } },
  async handler({ deps, request, raw = Buffer.alloc(0) }) {
    const headers = {
      signature: request.get('X-Twilio-Email-Event-Webhook-Signature'),
      timestamp: request.get('X-Twilio-Email-Event-Webhook-Timestamp'),
    };
    if (!isSignedBySendGrid(deps.settings.sendgridWebhookPublicKey, headers, raw)) {
      throw new Problem('unauthenticated', { detail: 'The signature of the provider is missing or wrong.' });
    }
    await reportEvents(deps, readSendGridEvents(raw));
    return noContent();
  },
});
