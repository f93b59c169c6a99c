import { ProblemError, UnreachableError } from './errors';

/** How calls are made; every default suits a server that must not hang. */
export interface ClientOptions {
  /** Base address of the API, for example `https://usher.example`. */
  readonly url: string;
  /** An API key, or a function that gives a token for each call; public endpoints need none. */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  /** For one attempt; default 30,000. */
  readonly timeoutMs?: number;
  /** Further attempts after no answer, 429, 502, 503 or 504; default 2. */
  readonly retries?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

type Scalar = string | number | boolean | null | undefined;

/** One call with its types forgotten. */
export interface Call {
  readonly method: string;
  /** As in the document: `/v1/invitations/{id}`. */
  readonly path: string;
  readonly request: {
    readonly path?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, Scalar>>;
    readonly body?: unknown;
    readonly csv?: string | Uint8Array<ArrayBuffer>;
    readonly file?: Uint8Array<ArrayBuffer>;
    readonly header?: Readonly<Record<string, string>>;
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
  };
}

const OCTETS = 'application/octet-stream';
const TIMEOUT_MS = 30_000;
const RETRIES = 2;
/** Doubles with each attempt; a Retry-After of the server takes its place. */
const FIRST_WAIT_MS = 250;
/** A server that wants more patience than this is left to the caller. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Makes a call, again where that is safe: a POST has the same Idempotency-Key in every attempt.
 *
 * @throws {@link ProblemError} for every answer that is not 2xx
 * @throws {@link UnreachableError} when no answer comes
 * @throws TypeError when a value of `path` would lead elsewhere
 * @throws the reason of `signal` once it is aborted
 */
export async function send(options: ClientOptions, call: Call): Promise<unknown> {
  const url = urlOf(options.url, call);
  const { signal } = call.request;
  const key = call.request.idempotencyKey ?? crypto.randomUUID();
  const retries = options.retries ?? RETRIES;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await answerOf(await fetchOnce(options, call, url, key));
    } catch (error) {
      signal?.throwIfAborted();
      const waitMs = attempt < retries ? waitAfter(error, attempt) : undefined;
      if (waitMs === undefined) throw error;
      await wait(waitMs, signal);
    }
  }
}

async function fetchOnce(options: ClientOptions, call: Call, url: string, key: string): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const { signal, body, csv, file } = call.request;
  const headers = { ...headersOf(call, key), ...(await credentialOf(options)) };
  const content = file ?? csv ?? (body === undefined ? undefined : JSON.stringify(body));
  const fetcher = options.fetch ?? fetch;
  try {
    const response = await fetcher(url, {
      method: call.method.toUpperCase(),
      headers,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      ...(content !== undefined && { body: content }),
    });
    // Read here, where the time limit still holds.
    return new Response(hasBody(response) ? await response.arrayBuffer() : null, response);
  } catch (error) {
    throw new UnreachableError(options.url, error);
  }
}

const hasBody = ({ status }: Response) => status !== 204 && status !== 205 && status !== 304;

async function credentialOf({ apiKey }: ClientOptions): Promise<Record<string, string>> {
  const token = typeof apiKey === 'function' ? await apiKey() : apiKey;
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

function headersOf({ method, request }: Call, key: string): Record<string, string> {
  return {
    Accept: 'application/json, */*;q=0.1',
    ...(method === 'post' && { 'Idempotency-Key': key }),
    ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
    ...(request.csv !== undefined && { 'Content-Type': 'text/csv' }),
    ...(request.file !== undefined && { 'Content-Type': OCTETS }),
    ...request.header,
  };
}

function urlOf(base: string, { path, request }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, request.path?.[name]));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return `${base.replace(/\/+$/, '')}${filled}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

/** A value that would lead to another path is a mistake of the caller, or somebody's attempt. */
function segment(name: string, value = ''): string {
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`path.${name} must not be "${value}".`);
  return encodeURIComponent(value);
}

async function answerOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.ok && type.startsWith(OCTETS)) return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  const isJson = /\bjson\b/.test(type);
  const answer = isJson ? parsed(text) : text === '' ? undefined : text;
  if (response.ok) return answer;
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  throw new ProblemError(
    response.status,
    answer,
    response.headers.get('x-request-id') ?? undefined,
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How long to wait before the same call may succeed; `undefined` where it never will. */
function waitAfter(error: unknown, attempt: number): number | undefined {
  const backoffMs = FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random());
  if (error instanceof UnreachableError) return backoffMs;
  if (!(error instanceof ProblemError) || !mayPass(error)) return undefined;
  const waitMs = error.retryAfterSeconds === undefined ? backoffMs : error.retryAfterSeconds * 1_000;
  return waitMs > LONGEST_WAIT_MS ? undefined : waitMs;
}

function mayPass({ status, code }: ProblemError): boolean {
  return [429, 502, 503, 504].includes(status) || code === 'idempotency-in-flight';
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
  signal?.throwIfAborted();
}
