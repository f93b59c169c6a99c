import { createHmac } from 'node:crypto';
import { type KeyRing, keysOf } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';
import type { IdempotencyHandle, IdempotencyKeyStore } from '../../models';
import { canonicalJson } from '../../domain/invitations/content-hash';
import type { Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';
import type { Answer, Endpoint, Keyed } from './endpoint';
import { Problem, problemOf } from './problem';
import type { Origin } from './origin';
import { invalid } from './validate';
import { keyScopeOf } from './idempotency-scope';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Answers may hold personal data, so they are kept encrypted, for this purpose. */
const ANSWERS = 'idempotency:answers';

const UNKEYED: Keyed = { idempotencyKey: undefined, reservedId: undefined };

interface IdempotentCall extends Pick<Origin, 'url' | 'headers'> {
  readonly deps: ApiDeps;
  readonly caller: Caller | undefined;
  /** As parsed; names the proof of somebody who has no credential. */
  readonly body?: unknown;
}

/**
 * Runs a POST once per Idempotency-Key: the same key and body get the same answer, errors included. What is not
 * the call's own outcome is not kept, so that the key may be tried again: a refusal (401, 403, 413, 429) is
 * forgotten, and after a 5xx the repetition finds what the call may have made.
 *
 * @throws {@link Problem} 422 `idempotency-mismatch`, 409 `idempotency-in-flight`, 429 for too many keys
 */
export async function withIdempotency<A extends Answer>(
  endpoint: Endpoint,
  call: IdempotentCall,
  body: unknown,
  run: (keyed: Keyed) => Promise<A>,
): Promise<A> {
  const key = endpoint.method === 'post' ? keyOf(call) : undefined;
  const scope = key === undefined ? undefined : await keyScopeOf(endpoint, call);
  if (key === undefined || scope === undefined) return run(UNKEYED);
  const { deps, url } = call;
  const begun = await deps.stores.idempotencyKeys.begin({
    scope: scope.name,
    most: scope.most,
    method: 'POST',
    path: url,
    key,
    fingerprints: fingerprintsOf(body, deps.settings.secret),
  });
  switch (begun.kind) {
    case 'mismatch':
      throw new Problem('idempotency-mismatch');
    case 'tooMany':
      throw new Problem('rate-limited', { detail: 'Too many Idempotency-Keys for one link.' });
    case 'inFlight':
      throw new Problem('idempotency-in-flight', { retryAfterSeconds: 1 });
    case 'replay':
      return outcomeOf(JSON.parse(unseal(begun.body, deps.settings.secret, ANSWERS)) as Kept<A>);
    case 'fresh':
      return runAndKeep(endpoint, deps, begun.handle, () =>
        run({ idempotencyKey: key, reservedId: begun.handle.reservedId }),
      );
  }
}

/** What is kept: the answer, or the problem that was thrown. */
type Kept<A extends Answer = Answer> =
  | { readonly answer: A }
  | { readonly problem: { readonly code: Problem['code']; readonly options: Problem['options'] } };

async function runAndKeep<A extends Answer>(
  endpoint: Endpoint,
  deps: ApiDeps,
  handle: IdempotencyHandle,
  run: () => Promise<A>,
): Promise<A> {
  const store = deps.stores.idempotencyKeys;
  let outcome: Kept<A>;
  try {
    outcome = { answer: await run() };
  } catch (error) {
    const problem = problemOf(error);
    const freed = freeKey(store, handle, problem);
    if (freed !== undefined) {
      await freed.catch((failure: unknown) => deps.logger.warn({ err: failure }, 'key not freed'));
      throw error;
    }
    outcome = { problem: { code: problem.code, options: problem.options } };
  }
  try {
    const kept = JSON.stringify(withoutSecrets(endpoint, outcome));
    await store.complete(handle, seal(kept, deps.settings.secret, ANSWERS));
  } catch (error) {
    // What was decided stands; a repeated request finds the key in flight and, later, decides the same.
    deps.logger.warn({ err: error }, 'answer not kept');
  }
  return outcomeOf(outcome);
}

/** Refusals that say something about the caller or the moment, nothing about what was asked for. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([401, 403, 413, 429]);

/** Lets a key be used again: after a refusal for anything, after a failure to find what was made. */
function freeKey(
  store: IdempotencyKeyStore,
  handle: IdempotencyHandle,
  { status }: Problem,
): Promise<void> | undefined {
  if (status >= 500) return store.release(handle);
  return OF_THE_MOMENT.has(status) ? store.abandon(handle) : undefined;
}

/** What opens a door is shown once: neither a new secret nor a cookie is kept. */
function withoutSecrets({ shownOnce }: Endpoint, outcome: Kept): Kept {
  if (!('answer' in outcome)) return outcome;
  const { body, headers = {}, ...answer } = outcome.answer;
  const { 'Set-Cookie': _cookie, ...harmless } = headers as Record<string, string>;
  const isShown = shownOnce === undefined || typeof body !== 'object' || body === null;
  return { answer: { ...answer, headers: harmless, body: isShown ? body : { ...body, [shownOnce]: null } } };
}

function outcomeOf<A extends Answer>(kept: Kept<A>): A {
  if ('answer' in kept) return kept.answer;
  throw new Problem(kept.problem.code, kept.problem.options);
}

function keyOf({ headers }: Pick<Origin, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw invalid([{ pointer: '/headers/Idempotency-Key', detail: 'Must be 1 to 200 printable characters.' }]);
}

function fingerprintsOf(body: unknown, secret: KeyRing): string[] {
  const content = Buffer.isBuffer(body) ? body : canonicalJson(body ?? {});
  // In two parts: a body may have ten megabytes.
  const hashWith = (key: string) => createHmac('sha256', key).update('usher:idempotency:v1:').update(content);
  return keysOf(secret).map((key) => hashWith(key).digest('base64url'));
}
