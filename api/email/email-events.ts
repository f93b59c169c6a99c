import { emailEvents, reportedEvent } from '../../domain/email/email-events';
import { isFreshlySigned, isSignedByOneOf } from '../../domain/webhooks/standard-webhooks';
import { defineEndpoint, fieldErrors, invalid, noContent, Problem, type z } from '../http';
import { whileFewFail } from '../http/limits/refused-calls';
import { reportEvents } from './report-events';

const LIMIT_BYTES = 256 * 1024;

/** Takes what a mail server, a bounce mailbox or another provider says of e-mails; signed as Standard Webhooks. */
export const postEmailEvents = defineEndpoint({
  route: 'post /v1/email-events',
  summary: 'Take delivery events of any mail system',
  access: 'public',
  audit: { exempt: 'The timeline of the invitation is audited.' },
  rawBody: { contentTypes: ['application/json'], limitBytes: LIMIT_BYTES, schema: emailEvents },
  admit: (deps, { headers }) => {
    if (deps.settings.emailEventsSecrets.length === 0 || !isFreshlySigned(headers)) throw unsigned();
  },
  responses: { 204: { description: 'Taken; events of unknown messages change nothing.' } },
  problems: ['unauthenticated', 'temporal-unavailable'],
  async handler({ deps, ip, headers, raw = Buffer.alloc(0) }) {
    const secrets = deps.settings.emailEventsSecrets;
    await whileFewFail(deps, { ip, headers }, () =>
      isSignedByOneOf(secrets, headers, raw) ? Promise.resolve() : Promise.reject(unsigned()),
    );
    await reportEvents(deps, eventsIn(raw).map(reportedEvent));
    return noContent();
  },
});

function unsigned(): Problem {
  return new Problem('unauthenticated', { detail: 'The signature is missing, wrong or too old.' });
}

function eventsIn(raw: Buffer): z.output<typeof emailEvents>['events'] {
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new Problem('malformed-json');
  }
  const parsed = emailEvents.safeParse(body);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data.events;
}
