import type { Request, RequestHandler, Response } from 'express';
import type { AuditedCall } from './audit';
import { auditCall, isAudited } from './audit';
import { authenticate, authorise } from './authenticate';
import { readBody } from './body/body';
import { bodyIsOf, PROBES } from './limits/overload';
import { requestIdText } from './logging';
import { withIdempotency } from './idempotency';
import { whileFewFail } from './limits/refused-calls';
import type { Caller } from './caller';
import { whileDatabaseAnswers, type Patience } from './database';
import type { ApiDeps } from '../deps';
import type { Answer, Endpoint, Keyed } from './endpoint';
import { Problem } from './problem';
import { inUploadTurn, takeUploadSlot } from './limits/upload-slots';
import { parseInput } from './validate';

/**
 * Wires one endpoint: limits, credential, scope, body, validation, idempotency, handler, audit, in this order.
 * `reader` is the endpoint that reads what this one edits, so that the audit log has before and after.
 */
export function serveEndpoint(endpoint: Endpoint, deps: ApiDeps, reader?: Endpoint): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = endpoint.path;
    const work = run({ endpoint, reader }, deps, request, response);
    // A probe says itself whether the database is there.
    const isProbe = PROBES.has(endpoint.path);
    send(response, await (isProbe ? work : whileDatabaseAnswers(deps.database, work, PATIENCE)));
  };
}

async function run(
  { endpoint, reader }: { endpoint: Endpoint; reader: Endpoint | undefined },
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<Answer> {
  const ip = request.ip ?? 'unknown';
  if (isLimitedByIp(endpoint)) await deps.rateLimits.publicCall(ip);
  const caller = await whileFewFail(deps, request, () => authenticate(endpoint.access, request, deps));
  if (caller !== undefined) await deps.rateLimits.signedInCall(caller.credentialId);
  authorise(endpoint.access, caller);
  bodyIsOf(request, caller?.accountId);
  endpoint.admit?.(deps, request);
  const release = isUpload(endpoint, request) ? takeUploadSlot(caller ?? { ip }) : undefined;
  try {
    const body = await readBody(endpoint, request, response);
    const work = () => settle({ endpoint, reader }, { deps, caller, request, ip }, body);
    return await (release === undefined ? work() : inUploadTurn(work));
  } finally {
    release?.();
  }
}

/** Whether the body may be large. */
function isUpload({ rawBody }: Endpoint, request: Request): boolean {
  return rawBody !== undefined && typeof request.is([...rawBody.contentTypes]) === 'string';
}

interface Called {
  readonly deps: ApiDeps;
  readonly caller: Caller | undefined;
  readonly request: Request;
  readonly ip: string;
}

async function settle(
  { endpoint, reader }: { endpoint: Endpoint; reader: Endpoint | undefined },
  { deps, caller, request, ip }: Called,
  { json, raw }: { readonly json?: unknown; readonly raw?: Buffer | undefined },
): Promise<Answer> {
  const call = {
    deps,
    caller,
    ...parseInput(endpoint, request, json),
    raw,
    request,
    requestId: requestIdText(request),
    ip,
  };
  return withIdempotency(endpoint, call, json ?? raw, (keyed) =>
    perform(endpoint, { ...call, ...keyed }, reader),
  );
}

/** The endpoint that reads what this one edits. */
export function readerOf({ method, path }: Endpoint, list: readonly Endpoint[]): Endpoint | undefined {
  if (method !== 'put' && method !== 'patch') return undefined;
  return list.find((other) => other.method === 'get' && other.path === path);
}

/** Runs the handler and audits what it did; once per Idempotency-Key, like the handler itself. */
export async function perform(
  endpoint: Endpoint,
  call: AuditedCall & Keyed,
  reader?: Endpoint,
): Promise<Answer> {
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

/** A database that is there may be so slow on a busy machine. */
const PATIENCE: Patience = { suspiciousAfterMs: 1_900, pingWithinMs: 900 };

function send(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.body === undefined) response.end();
  else if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) response.send(answer.body);
  else response.json(answer.body);
}

/** Probes of the platform and signed provider events are not limited; what strangers call is. */
function isLimitedByIp({ access, path }: Endpoint): boolean {
  return (
    access === 'instance-key' || (access === 'public' && /^\/v1\/(public|session|password-resets)/.test(path))
  );
}
