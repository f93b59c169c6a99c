import type { ApiDeps } from '../deps';
import { auditCall, isAudited, type AuditedCall } from './audit';
import { authorise } from './authenticate';
import type { Caller } from '../../domain/security/caller';
import type { CallTypes, Endpoint, Keyed } from './endpoint';
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
 * audits. `reader` is the endpoint that reads what this one edits, so that the audit log has before and after.
 *
 * @throws {@link Problem} as the endpoint would answer it
 */
export async function invoke<T extends CallTypes>(
  endpoint: Endpoint<T>,
  { deps, caller, origin, raw, ...input }: Invocation,
  reader: Endpoint | undefined,
): Promise<T['answer']> {
  authorise(endpoint.access, caller);
  const call = { deps, caller, raw, ...origin, ...parseInput(endpoint, input) };
  return withIdempotency(endpoint, call, input.json ?? raw, (keyed) =>
    perform(endpoint, { ...call, ...keyed }, reader),
  );
}

/** The endpoint that reads what this one edits. */
export function readerOf({ method, path }: Endpoint, list: readonly Endpoint[]): Endpoint | undefined {
  if (method !== 'put' && method !== 'patch') return undefined;
  return list.find((other) => other.method === 'get' && other.path === path);
}

async function perform<T extends CallTypes>(
  endpoint: Endpoint<T>,
  call: AuditedCall & Keyed,
  reader?: Endpoint,
): Promise<T['answer']> {
  const before = isAudited(endpoint) && reader !== undefined ? await read(reader, call) : undefined;
  const answer = await endpoint.handler(call);
  await auditCall(endpoint, call, answer, before);
  return answer;
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
