import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { InvitationImportDoc } from '../../models';
import type { Decision } from '../../workflows/contract';
import { decisionIdOf } from '../temporal/send-decision';
import { accepted, type ApiDeps, type Caller, defineEndpoint, Problem } from '../http';
import { ownImport, presentImport } from './present-import';
import { importView } from './schema';

/** Stops an import after the rows in hand; who was invited stays invited. */
export const postInvitationImportsByIdCancel = defineEndpoint({
  route: 'post /v1/invitation-imports/{id}/cancel',
  summary: 'Cancel an import',
  access: { scope: 'imports:write' },
  responses: {
    202: { description: 'The import; it is over, or will be after the rows in hand.', schema: importView },
  },
  problems: ['invalid-transition', 'temporal-unavailable'],
  async handler({ deps, caller, params: { id }, idempotencyKey }) {
    const decisionId = decisionIdOf('cancel', id, caller.userId, idempotencyKey);
    const doc = await cancelImport(deps, caller, id, decisionId);
    return accepted(presentImport(deps, caller, doc));
  },
});

/** The rows in hand take about a second; whoever cancels sees the end if it comes this soon. */
const SETTLED_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

/**
 * Ends an import after the rows in hand. Cancelling again changes nothing.
 *
 * @throws {@link Problem} 409 when it is over, 503 when nothing was stored
 */
async function cancelImport(
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
