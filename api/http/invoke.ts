import type { ApiDeps } from '../deps';
import { auditCall, isAudited, type AuditedCall } from './audit';
import { authorise } from './authenticate';
import type { Caller } from '../../domain/security/caller';
import type { CallTypes, Endpoint, Keyed } from './endpoint';
import { type ConditionalCall, etagOf, isConditional, requireExpected } from './editing/conditions';
import { inTurn } from './editing/turns';
import type { Origin } from './origin';
import { withIdempotency } from './idempotency';
import { Problem } from './problem';
import { parseInput } from './validate';

/** Who calls, from where, and with what: nothing of it is checked but the credential. */
export interface Invocation {
  readonly deps: ApiDeps;
  readonly caller: Caller | undefined;
  readonly origin: Origin;
  readonly params: unknown;
  readonly query: object;
  readonly json?: unknown;
  readonly raw?: Buffer | undefined;
}

/**
 * The one way to an endpoint, for HTTP and for pages: authorises, parses, and once per Idempotency-Key handles and
 * audits.
 *
 * @throws {@link Problem} as the endpoint would answer it
 */
export async function invoke<T extends CallTypes>(
  endpoint: Endpoint<T>,
  { deps, caller, origin, raw, ...input }: Invocation,
): Promise<T['answer']> {
  authorise(endpoint.access, caller);
  const call = { deps, caller, raw, ...origin, ...parseInput(endpoint, input) };
  return withIdempotency(endpoint, call, input.json ?? raw, (keyed) =>
    perform(endpoint, { ...call, ...keyed }),
  );
}

type Performed = AuditedCall & Keyed & ConditionalCall;

async function perform<T extends CallTypes>(endpoint: Endpoint<T>, call: Performed): Promise<T['answer']> {
  const { edits } = endpoint;
  if (edits !== undefined) return inTurn(call.deps, thingOf(edits, call), () => edit(endpoint, edits, call));
  const answer = await endpoint.handler(call);
  await auditCall(endpoint, call, answer, undefined);
  if (endpoint.versioned !== true) return answer;
  return { ...answer, headers: { ...answer.headers, ETag: etagOf(answer.body) } };
}

/** Changes what is there, if it is what the caller expects. */
async function edit<T extends CallTypes>(
  endpoint: Endpoint<T>,
  reader: Endpoint,
  call: Performed,
): Promise<T['answer']> {
  const isConditioned = isConditional(call);
  const before = isConditioned || isAudited(endpoint) ? await read(reader, call) : undefined;
  if (isConditioned) await requireExpected(endpoint, call, before);
  const answer = await endpoint.handler(call);
  await auditCall(endpoint, call, answer, isAudited(endpoint) ? before : undefined);
  return answer;
}

/** What is read and edited: a thing of the account, or of the person themselves. */
function thingOf({ path }: Endpoint, { caller, params }: Performed): string {
  const owner = path.startsWith('/v1/me') ? caller?.userId : caller?.accountId;
  return JSON.stringify([owner, path, params]);
}

/** What an edit is going to change; null when it is going to be made. */
async function read(reader: Endpoint, call: AuditedCall): Promise<unknown> {
  try {
    return (await reader.handler(call)).body;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null;
    throw error;
  }
}
