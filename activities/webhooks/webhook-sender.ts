import type { WebhookAnswer, WebhookSender } from '../../domain/ports';
import { signatureHeaders } from '../../domain/webhooks/standard-webhooks';
import { postJson, type HttpAnswer } from '../http/http-post';
import { resolveAnyHost, resolvePublicHost, type ResolveHost } from '../http/resolve-host';

export interface WebhookSenderOptions {
  /** Loopback and private addresses and plain http are fine (`WEBHOOK_ALLOW_PRIVATE`). */
  readonly allowPrivate: boolean;
  /** Whether an address is one of the public internet. */
  readonly isPublicAddress: (address: string) => boolean;
  /** Default: the name servers, or the system where private addresses are fine. */
  readonly resolveHost?: ResolveHost;
  /** Default 10 s, for everything: look-up, connection, request and answer. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** A delivery that was not even sent, or got no answer; `code` is what the log shows. */
class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * Sends webhooks to addresses that customers chose. The name is looked up first, every address behind it
 * must be a public one, and only those very addresses are connected to.
 */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { allowPrivate, isPublicAddress, timeoutMs = TIMEOUT_MS } = options;
  const resolve = options.resolveHost ?? (allowPrivate ? resolveAnyHost : resolvePublicHost);

  const addressesOf = async (url: URL, signal: AbortSignal) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = await orAborted(resolve(host, signal), signal).catch((error: unknown) => {
      throw signal.aborted ? error : new NotDelivered('dns-failed');
    });
    if (addresses.length === 0) throw new NotDelivered('dns-failed');
    // One private address among public ones is enough: nobody can tell which would be taken.
    const mayConnect = allowPrivate || addresses.every(({ address }) => isPublicAddress(address));
    if (!mayConnect) throw new NotDelivered('address-refused');
    return addresses;
  };

  return {
    async send({ url: text, secrets, id, body }) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const url = new URL(text);
        if (url.protocol !== 'https:' && !allowPrivate) throw new NotDelivered('https-needed');
        const addresses = await addressesOf(url, signal);
        // A chat has no secret to check a signature with.
        const headers = secrets.length === 0 ? {} : { ...signatureHeaders(id, body, secrets) };
        return judged(await postJson(url, body, { headers, signal, addresses }));
      } catch (error) {
        return { status: null, error: signal.aborted ? 'timeout' : codeOf(error) };
      }
    },
  };
}

function judged({ status, retryAfterMs }: HttpAnswer): WebhookAnswer {
  if (status >= 200 && status < 300) return { status, error: null };
  const asksToWait = status === 429 || status === 503;
  return {
    status,
    error: status >= 300 && status < 400 ? 'redirected' : 'http-status',
    ...(asksToWait && retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Fixed words only: texts of errors hold addresses. */
function codeOf(error: unknown): string {
  if (error instanceof NotDelivered) return error.code;
  const { code = '' } = Object(error) as { code?: unknown };
  const word = typeof code === 'string' ? code : '';
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(word)) {
    return 'tls-failed';
  }
  return word.startsWith('HPE_') ? 'bad-response' : 'connection-failed';
}

/** Stops waiting when the signal comes, whatever the promise does. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new NotDelivered('timeout'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject);
  });
}
