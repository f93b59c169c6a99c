import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { RequestOrigin } from '../../models';
import type { Actor } from '../../workflows/contract';
import type { ApiDeps } from '../deps';
import { requestIdText } from './logging';

const origins = new AsyncLocalStorage<RequestOrigin>();

/** Lets everything that a request does know where the request came from. */
export const withOrigin: RequestHandler = (request, _response, next) => {
  origins.run({ ip: request.ip ?? null, requestId: requestIdText(request) }, next);
};

/** Where the request that is being served came from; unknown outside of one. */
export function currentOrigin(): RequestOrigin {
  return origins.getStore() ?? { ip: null, requestId: null };
}

/**
 * Keeps where a decision came from, for the audit log. Called before the decision is sent, because the worker
 * may write it down at once; without it the log lacks the address, nothing else.
 */
export async function recordAuditOrigin(deps: ApiDeps, invitationId: string, actor: Actor): Promise<void> {
  try {
    await deps.stores.auditOrigins.note(invitationId, actor, currentOrigin());
  } catch (error) {
    deps.logger.warn({ err: error }, 'the origin of a decision was not kept');
  }
}
