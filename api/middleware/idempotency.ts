import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { IdempotencyHandle } from '../../models';
import { canonicalJson } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import type { Answer, Endpoint, Keyed } from '../endpoint';
import { Problem, problemOf } from '../problem';
import { invalid } from '../validate';

const KEY = /^[\x21-\x7e]{1,200}$/;

const UNKEYED: Keyed = { idempotencyKey: undefined, reservedId: undefined };

interface IdempotentCall {
  readonly deps: ApiDeps;
  readonly caller: Caller | undefined;
  readonly request: Request;
}

/**
 * Runs a POST once per Idempotency-Key: the same key and body get the same answer, errors included. Answers
 * that settle nothing (429 and 5xx) are forgotten, so that the key may be tried again.
 *
 * @throws {@link Problem} 422 `idempotency-mismatch`, 409 `idempotency-in-flight`
 */
export async function withIdempotency(
  endpoint: Endpoint,
  call: IdempotentCall,
  body: unknown,
  run: (keyed: Keyed) => Promise<Answer>,
): Promise<Answer> {
  const key = endpoint.method === 'post' ? keyOf(call.request) : undefined;
  if (key === undefined) return run(UNKEYED);
  const { deps, request } = call;
  const begun = await deps.stores.idempotencyKeys.begin({
    accountId: scopeOf(call, body),
    method: request.method,
    path: request.originalUrl,
    key,
    fingerprint: fingerprintOf(body, deps.settings.secret),
  });
  switch (begun.kind) {
    case 'mismatch':
      throw new Problem('idempotency-mismatch');
    case 'inFlight':
      throw new Problem('idempotency-in-flight', { retryAfterSeconds: 1 });
    case 'replay':
      return outcomeOf(open(begun.body, deps.settings.secret));
    case 'fresh':
      return runAndKeep(deps, begun.handle, () =>
        run({ idempotencyKey: key, reservedId: begun.handle.reservedId }),
      );
  }
}

/** What is kept: the answer, or the problem that was thrown. */
type Kept =
  | { readonly answer: Answer }
  | { readonly problem: { readonly code: Problem['code']; readonly options: Problem['options'] } };

async function runAndKeep(
  deps: ApiDeps,
  handle: IdempotencyHandle,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const store = deps.stores.idempotencyKeys;
  let kept: Kept;
  try {
    kept = { answer: await run() };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500 || problem.status === 429) {
      await store
        .abandon(handle)
        .catch((failure: unknown) => deps.logger.warn({ err: failure }, 'key not freed'));
      throw error;
    }
    kept = { problem: { code: problem.code, options: problem.options } };
  }
  const status = 'answer' in kept ? kept.answer.status : problemOf(problemIn(kept)).status;
  try {
    await store.complete(handle, { status, body: seal(kept, deps.settings.secret), headers: {} });
  } catch (error) {
    // What was decided stands; a repeated request finds the key in flight and, later, decides the same.
    deps.logger.warn({ err: error }, 'answer not kept');
  }
  return outcomeOf(kept);
}

function problemIn({ problem }: Extract<Kept, { problem: unknown }>): Problem {
  return new Problem(problem.code, problem.options);
}

function outcomeOf(kept: Kept): Answer {
  if ('answer' in kept) return kept.answer;
  throw problemIn(kept);
}

function keyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw invalid([{ pointer: '/headers/Idempotency-Key', detail: 'Must be 1 to 200 printable characters.' }]);
}

/** Keys of different people never meet; a stranger's are bound to the token or address in the body. */
function scopeOf({ caller }: IdempotentCall, body: unknown): string {
  if (caller !== undefined) return `${caller.accountId}:${caller.userId}`;
  const { token, email } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const name = typeof token === 'string' ? token : typeof email === 'string' ? email : '';
  return `public:${createHash('sha256').update(name).digest('hex')}`;
}

function fingerprintOf(body: unknown, secret: string): string {
  const content = Buffer.isBuffer(body) ? body : canonicalJson(body ?? {});
  return createHmac('sha256', secret).update('usher:idempotency:v1:').update(content).digest('base64url');
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

function encryptionKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'usher:idempotency:answers:v1', 32));
}

/** Answers may hold a new API key or personal data, so they are kept encrypted (AES-256-GCM). */
function seal(kept: Kept, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(secret), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(text: string, secret: string): Kept {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(secret), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(opened.toString('utf8')) as Kept;
}
