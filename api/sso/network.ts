import { lookup, promises as dns } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../../domain/security/public-address';

/** What an identity provider is asked with; as `fetch`, without its extras. */
export interface SsoRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** How identity providers and name servers are asked. */
export interface SsoNetwork {
  readonly fetch: (url: string, request: SsoRequest) => Promise<Response>;
  /** The texts of a name's TXT records; none where there are none. */
  readonly textsOf: (name: string) => Promise<string[]>;
}

/** The provider did not answer, or its name leads where nobody is called. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

/** Bounds one request, from the first packet to the last byte. */
const WITHIN_MS = 4_000;
/** Discovery documents and key sets are a few KB. */
const MOST_BYTES = 256 * 1024;
const DNS_WITHIN_MS = 2_000;

interface Reach {
  readonly ssoNetwork?: SsoNetwork | undefined;
  readonly settings: { readonly webhookAllowPrivate: boolean };
}

/** The network of these dependencies; only a set-up that lets webhooks call inside lets sign-in do it. */
export function networkOf({ ssoNetwork, settings }: Reach): SsoNetwork {
  return ssoNetwork ?? createSsoNetwork({ allowPrivate: settings.webhookAllowPrivate });
}

/** Asks providers on the public internet, or anywhere where `allowPrivate` says so. */
export function createSsoNetwork({ allowPrivate }: { readonly allowPrivate: boolean }): SsoNetwork {
  return {
    async fetch(text, request) {
      const url = new URL(text);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw new IssuerAway('not public');
      const answer = await send(url, request, allowPrivate ? undefined : publicOnly);
      if (answer.status >= 500) throw new IssuerAway(`HTTP ${answer.status}`);
      return answer;
    },
    async textsOf(name) {
      const resolver = new dns.Resolver({ timeout: DNS_WITHIN_MS, tries: 1 });
      try {
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
      } catch {
        return [];
      }
    },
  };
}

/** The connection goes to the very addresses that were looked at: no second look-up can answer otherwise. */
const publicOnly: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) {
      callback(error, '');
      return;
    }
    const [first] = found;
    const isInside = found.some(({ address }) => !isPublicAddress(address));
    if (isInside || first === undefined) callback(new IssuerAway('not public'), '');
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

/** One request on a connection of its own, without redirects or cookies. */
function send(url: URL, { method, headers, body, signal }: SsoRequest, lookUp?: LookupFunction) {
  const { request } = url.protocol === 'https:' ? https : http;
  const limit = AbortSignal.timeout(WITHIN_MS);
  return new Promise<Response>((resolve, reject) => {
    const away = (error: unknown) => reject(new IssuerAway('no answer', { cause: error }));
    const outgoing = request(url, {
      method,
      headers,
      agent: false,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(lookUp && { lookup: lookUp }),
    });
    outgoing.on('error', away);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let read = 0;
      incoming.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_BYTES) outgoing.destroy(new Error('too much'));
        else chunks.push(chunk);
      });
      incoming.on('error', away);
      incoming.on('close', () => away(new Error('cut off')));
      incoming.on('end', () => resolve(responseOf(incoming, Buffer.concat(chunks))));
    });
    outgoing.end(textOf(body));
  });
}

function textOf(body: unknown): string | undefined {
  if (body instanceof URLSearchParams) return body.toString();
  return typeof body === 'string' ? body : undefined;
}

function responseOf({ statusCode = 0, headers }: http.IncomingMessage, body: Buffer): Response {
  const type = headers['content-type'];
  const challenge = headers['www-authenticate'];
  const hasNone = statusCode === 204 || statusCode === 205 || statusCode === 304;
  return new Response(hasNone ? null : new Uint8Array(body), {
    // The class knows no other statuses.
    status: statusCode >= 200 && statusCode <= 599 ? statusCode : 502,
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...(challenge !== undefined && { 'www-authenticate': challenge }),
    },
  });
}
