import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { authenticate, authorise } from './authenticate';
import { readBody } from './body/body';
import { bodyIsOf, PROBES } from './limits/overload';
import { requestIdText } from './logging';
import { whileFewFail } from './limits/refused-calls';
import { whileDatabaseAnswers } from './database';
import type { ApiDeps } from '../deps';
import type { Answer, Endpoint } from './endpoint';
import { invoke } from './invoke';
import type { Origin } from './origin';
import { inUploadTurn, takeUploadSlot, type Uploader } from './limits/upload-slots';

/** Serves one endpoint over HTTP: limits, credential, scope and body come before {@link invoke}. */
export function serveEndpoint(endpoint: Endpoint, deps: ApiDeps): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = endpoint.path;
    const work = run(endpoint, deps, request, response);
    // A probe says itself whether the database is there.
    const isProbe = PROBES.has(endpoint.path);
    await send(deps, response, await (isProbe ? work : whileDatabaseAnswers(deps.database, work)));
  };
}

async function run(endpoint: Endpoint, deps: ApiDeps, request: Request, response: Response): Promise<Answer> {
  const origin = originOf(request);
  const { ip } = origin;
  if (isLimitedByIp(endpoint)) await deps.rateLimits.publicCall(ip);
  const caller = await whileFewFail(deps, origin, () => authenticate(endpoint.access, request, deps));
  if (caller !== undefined) await deps.rateLimits.signedInCall(caller.credentialId);
  // Whoever is refused is refused before anything of the body is read.
  authorise(endpoint.access, caller);
  bodyIsOf(request, caller?.accountId);
  endpoint.admit?.(deps, origin);
  const release = isUpload(endpoint, request)
    ? takeUploadSlot(caller ?? strangerWith(endpoint, ip))
    : undefined;
  try {
    const body = await readBody(endpoint, request, response);
    const { params, query } = request;
    const work = () => invoke(endpoint, { deps, caller, origin, params, query, ...body });
    return await (release === undefined ? work() : inUploadTurn(work));
  } finally {
    release?.();
  }
}

function originOf(request: Request): Origin {
  return {
    ip: request.ip ?? 'unknown',
    requestId: requestIdText(request),
    url: request.originalUrl,
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress,
    prefersCsv: () => request.accepts(['application/json', 'text/csv']) === 'text/csv',
  };
}

function strangerWith({ rawBody }: Endpoint, ip: string): Uploader {
  return { ip, limitBytes: rawBody?.limitBytes ?? 0 };
}

/** Whether the body may be large. */
function isUpload({ rawBody }: Endpoint, request: Request): boolean {
  return rawBody !== undefined && typeof request.is([...rawBody.contentTypes]) === 'string';
}

async function send(deps: ApiDeps, response: Response, answer: Answer): Promise<void> {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.body === undefined) response.end();
  else if (answer.body instanceof Readable) await sendStream(deps, response, answer.body);
  else if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) response.send(answer.body);
  else response.json(answer.body);
}

/**
 * Sends what is still being made. Whoever goes away ends it; what fails half way cuts the connection, because the
 * status has been sent and half a file shall not look whole.
 */
export async function sendStream({ logger }: ApiDeps, response: Response, body: Readable): Promise<void> {
  if (response.req.method === 'HEAD') {
    body.destroy();
    response.end();
    return;
  }
  try {
    await pipeline(body, response);
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone) logger.warn({ err: error }, 'an answer was cut off');
    response.destroy();
  }
}

/**
 * Probes, signed provider events, and the pictures that mail services load for many readers are not limited; what
 * strangers call is.
 */
function isLimitedByIp({ access, path }: Endpoint): boolean {
  return (
    access === 'instance-key' || (access === 'public' && /^\/v1\/(public|session|password-resets)/.test(path))
  );
}
