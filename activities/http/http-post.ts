import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

/** An IP address that a host name stands for. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What came back, without the body. */
export interface HttpAnswer {
  readonly status: number;
  /** Of the header Retry-After, in milliseconds; absent when there was none that can be read. */
  readonly retryAfterMs?: number;
}

interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Bounds everything from the first packet to the last byte of the answer. */
  readonly signal: AbortSignal;
  /** The only addresses that are connected to; without them the system looks the name up. */
  readonly addresses?: readonly HostAddress[];
}

/** Of an answer no more than this is read, and none of it is kept. */
const READ_AT_MOST_BYTES = 64 * 1024;

/**
 * Posts a JSON text: a connection of its own, no redirects, no cookies. An answer whose body never ends is
 * cut off and counts by its status.
 *
 * @throws the error of the connection, or an AbortError when the signal came first
 */
export function postJson(url: URL, body: string, options: PostOptions): Promise<HttpAnswer> {
  const { headers, signal, addresses } = options;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': 'Usher-Webhooks/1',
        ...headers,
      },
      // No pool: every connection goes to an address that was checked for this very request.
      agent: false,
      signal,
      ...(addresses && { lookup: pinnedTo(addresses) }),
    });
    let answer: HttpAnswer | undefined;
    // Cut off by us or by the other side after its head came: what counts was in the head.
    outgoing.on('error', (error) => (answer ? resolve(answer) : reject(error)));
    outgoing.on('response', (incoming) => {
      const head = answerOf(incoming);
      answer = head;
      let read = 0;
      incoming.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > READ_AT_MOST_BYTES) incoming.destroy();
      });
      incoming.on('error', () => undefined);
      incoming.on('close', () => resolve(head));
    });
    outgoing.end(body);
  });
}

function answerOf({ statusCode = 0, headers }: http.IncomingMessage): HttpAnswer {
  const retryAfterMs = retryAfterOf(headers['retry-after']);
  return { status: statusCode, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Seconds or an HTTP date, as RFC 9110 has it. */
function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Answers the checked addresses whatever is asked, so that no second look-up can answer otherwise. */
function pinnedTo(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('no address'), '');
    else if (all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
