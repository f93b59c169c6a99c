import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { InvitationImportDoc } from '../../models';
import type { Decision } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import { ownImport } from './present-import';

/** The rows in hand take about a second; whoever cancels sees the end if it comes this soon. */
const SETTLED_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

/**
 * Ends an import after the rows in hand. Cancelling again changes nothing.
 *
 * @throws {@link Problem} 409 when it is over, 503 when nothing was stored
 */
export async function cancelImport(
  deps: ApiDeps,
  caller: Caller,
  id: string,
  decisionId: string,
): Promise<InvitationImportDoc> {
  const doc = await ownImport(deps, caller, id);
  if (doc.status === 'cancelled') return doc;
  if (doc.status !== 'running') throw over(doc);
  const decision: Decision = { decisionId, actor: { kind: 'user', id: caller.userId } };
  try {
    await deps.temporal.imports.cancel(id, decision);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError) && !(error instanceof WorkflowUpdateFailedError))
      throw error;
    // It ended meanwhile; its last word is written before that.
  }
  const settled = await settledImport(deps, caller, id);
  if (settled.status === 'completed' || settled.status === 'failed') throw over(settled);
  return settled;
}

async function settledImport(deps: ApiDeps, caller: Caller, id: string): Promise<InvitationImportDoc> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const doc = await ownImport(deps, caller, id);
    if (doc.status !== 'running' || Date.now() > deadline) return doc;
    await sleep(LOOK_EVERY_MS);
  }
}

function over({ status }: InvitationImportDoc): Problem {
  return new Problem('invalid-transition', { currentStatus: status });
}
