import { Client } from '@sendgrid/client';
import { MailService, type MailDataRequired } from '@sendgrid/mail';
import { MailDeferredError, MailRefusedError, type Mail, type Mailer } from '../../domain/ports';
import { MailFailedError } from './mail-failed';

export interface SendGridOptions {
  readonly apiKey: string;
  /** Another address of the API, for example the EU one. */
  readonly baseUrl?: string | undefined;
  readonly timeoutMs?: number;
}

/** Half of what the sending activity has. */
const TIMEOUT_MS = 15_000;

/** Wait where SendGrid names none, and the bounds of what it may name. */
const WAIT_MS = { usual: 30_000, min: 1_000, max: 3_600_000 } as const;

/**
 * Sends by SendGrid's v3 API, without click or open tracking: a rewritten link would hand the token to a
 * third party. Its events carry our message ID as `custom_args.messageId`.
 */
export function createSendGridMailer({ apiKey, baseUrl, timeoutMs = TIMEOUT_MS }: SendGridOptions): Mailer {
  const client = new Client();
  client.setApiKey(apiKey);
  if (baseUrl !== undefined) client.setDefaultRequest('baseUrl', baseUrl);
  const service = new MailService();
  service.setClient(client);
  service.setTimeout(timeoutMs);
  return {
    async send(mail) {
      try {
        await service.send(requestOf(mail));
      } catch (error) {
        // The original holds the request, addresses and key included; only its code is passed on.
        throw failureOf(error as SendGridError, Date.now());
      }
    },
  };
}

function requestOf(mail: Mail): MailDataRequired {
  return {
    personalizations: [{ to: { ...mail.to }, customArgs: { messageId: mail.messageId } }],
    from: { ...mail.from },
    ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
    subject: mail.subject,
    content: [
      { type: 'text/plain', value: mail.text },
      { type: 'text/html', value: mail.html },
    ],
    ...(mail.headers && { headers: { ...mail.headers } }),
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
      subscriptionTracking: { enable: false },
    },
  };
}

type Headers = Readonly<Record<string, string | undefined>>;

/** What `@sendgrid/client` throws: an HTTP status, or the network's own code. */
interface SendGridError {
  readonly code?: unknown;
  readonly response?: { readonly headers?: Headers };
}

function failureOf({ code, response }: SendGridError, nowMs: number): Error {
  if (typeof code !== 'number') return new MailFailedError(typeof code === 'string' ? code : 'UNKNOWN');
  if (code === 429) {
    return new MailDeferredError('SendGrid is busy.', waitMs(response?.headers ?? {}, nowMs));
  }
  const isForGood = code >= 400 && code < 500 && code !== 408;
  return isForGood ? new MailRefusedError(`SendGrid answered ${code}.`) : new MailFailedError(`HTTP_${code}`);
}

/** `Retry-After` holds seconds or a date, `X-RateLimit-Reset` the second of the epoch when calls are free again. */
function waitMs(headers: Headers, nowMs: number): number {
  const retryAfter = headers['retry-after'] ?? '';
  const reset = headers['x-ratelimit-reset'] ?? '';
  const waits = [
    /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs,
    /^\d+$/.test(reset) ? Number(reset) * 1000 - nowMs : Number.NaN,
  ];
  const wait = waits.find((ms) => !Number.isNaN(ms)) ?? WAIT_MS.usual;
  return Math.min(Math.max(wait, WAIT_MS.min), WAIT_MS.max);
}
