import { createHash } from 'node:crypto';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ulid } from 'ulid';
import {
  refusalIn,
  type Decision,
  type DecisionName,
  type InvitationSnapshot,
} from '../../workflows/contract';
import type { ApiDeps } from '../deps';
import { Problem, problemOfRefusal } from '../http/problem';
import { isUnanswered } from './unavailable';

/**
 * What became of a decision: the settled state; `queued`, when no worker answered and Temporal keeps it as a
 * Signal; `ended`, when the workflow is over or was never started and the stored state has to tell.
 */
export type DecisionOutcome =
  | { readonly kind: 'settled'; readonly snapshot: InvitationSnapshot }
  | { readonly kind: 'queued' }
  | { readonly kind: 'ended' };

/** Update, Signal and the look for an outcome together; 3 s are promised for the whole call. */
const WITHIN_MS = 2_700;

/**
 * Sends a decision as an Update and, when no worker answers within 2 s, the same decision as a Signal. It
 * counts once however often and by whichever way it arrives.
 *
 * @throws {@link Problem} of the refusal; 503 `temporal-unavailable` within 3 s when nothing was stored
 */
export async function sendDecision(
  deps: Pick<ApiDeps, 'temporal' | 'metrics'>,
  name: DecisionName,
  invitationId: string,
  decision: Decision,
): Promise<DecisionOutcome> {
  const until = Date.now() + WITHIN_MS;
  try {
    const snapshot = await deps.temporal.update(name, invitationId, decision);
    deps.metrics.decision(name, 'update');
    return { kind: 'settled', snapshot };
  } catch (error) {
    if (isUnanswered(error)) return sendAsSignal(deps, name, invitationId, decision, until);
    if (hasEnded(error)) return outcomeOf(deps, name, invitationId, decision, until);
    const refusal = refusalIn(error);
    deps.metrics.decision(name, refusal === undefined ? 'unavailable' : 'refused');
    throw refusal === undefined ? error : problemOfRefusal(refusal);
  }
}

/**
 * Sends a decision that is either taken now or not at all.
 *
 * @throws {@link Problem} of the refusal; 503 `temporal-unavailable` when no worker answers; 409 when it is over
 */
export async function sendUpdate(
  { temporal, metrics }: Pick<ApiDeps, 'temporal' | 'metrics'>,
  name: DecisionName,
  invitationId: string,
  decision: Decision,
): Promise<InvitationSnapshot> {
  try {
    const snapshot = await temporal.update(name, invitationId, decision);
    metrics.decision(name, 'update');
    return snapshot;
  } catch (error) {
    const refusal = refusalIn(error);
    metrics.decision(name, refusal === undefined ? 'unavailable' : 'refused');
    if (refusal !== undefined) throw problemOfRefusal(refusal);
    if (isUnanswered(error)) throw new Problem('temporal-unavailable', {}, error);
    throw hasEnded(error) ? new Problem('invalid-transition', {}, error) : error;
  }
}

/**
 * The run is over. It may have taken this very decision as its last and have been late to say so; Temporal keeps
 * the outcome of an Update with the run. Without one the stored state has to tell.
 */
async function outcomeOf(
  { temporal, metrics }: Pick<ApiDeps, 'temporal' | 'metrics'>,
  name: DecisionName,
  invitationId: string,
  { decisionId }: Decision,
  until: number,
): Promise<DecisionOutcome> {
  try {
    const snapshot = await temporal.outcome(invitationId, decisionId, until);
    metrics.decision(name, 'update');
    return { kind: 'settled', snapshot };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) return { kind: 'ended' };
    metrics.decision(name, 'refused');
    throw problemOfRefusal(refusal);
  }
}

async function sendAsSignal(
  deps: Pick<ApiDeps, 'temporal' | 'metrics'>,
  name: DecisionName,
  invitationId: string,
  decision: Decision,
  until: number,
): Promise<DecisionOutcome> {
  const { temporal, metrics } = deps;
  try {
    await temporal.signal(name, invitationId, decision, until);
    metrics.decision(name, 'signal');
    return { kind: 'queued' };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      return outcomeOf(deps, name, invitationId, decision, until);
    }
    metrics.decision(name, 'unavailable');
    throw new Problem('temporal-unavailable', {}, error);
  }
}

/** The run is over, or closed while it was taking this very Update. */
function hasEnded(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  return error instanceof WorkflowUpdateFailedError && refusalIn(error) === undefined;
}

/**
 * The ID of a decision. It is made from the caller's Idempotency-Key where there is one, so that a repeated
 * request is the same decision to the workflow, whatever became of the first answer.
 */
export function decisionIdOf(
  verb: string,
  invitationId: string,
  callerId: string,
  idempotencyKey: string | undefined,
): string {
  if (idempotencyKey === undefined) return `${verb}.${ulid()}`;
  const scope = [verb, invitationId, callerId, idempotencyKey].join('\n');
  return `${verb}.${createHash('sha256').update(scope).digest('base64url').slice(0, 32)}`;
}
