import type { InvitationDoc } from '../../models';
import { lifecycleOf } from '../../models/invitations/invitation-lifecycle';
import {
  answerRefusal,
  type Decision,
  type DecisionName,
  type InvitationSnapshot,
  type InvitationStatus,
} from '../../workflows/contract';
import { accepted, type ApiDeps, type Caller, ok, Problem, problemOfRefusal } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { decisionIdOf, sendDecision } from '../temporal/send-decision';
import { presentInvitation } from './view';
import { ownInvitation, type SignedInCall } from './visible';

/** A decision that is settled, with the invitation as it is now, or one that Temporal keeps for a worker. */
export type Decided = { readonly invitation: InvitationDoc } | 'queued';

interface DecisionRequest {
  readonly invitation: InvitationDoc;
  readonly name: DecisionName;
  readonly decision: Decision;
  /** The status that says, once the workflow is over, that this very decision had been taken. */
  readonly alreadyDone?: readonly InvitationStatus[];
  /** Refusals of an ended invitation are told differently to the invitee: 410 instead of 409. */
  readonly toInvitee?: boolean;
}

/**
 * Takes a decision through to the end.
 *
 * @throws {@link Problem} of the refusal; 503 when nothing was stored
 */
export async function decide(deps: ApiDeps, request: DecisionRequest): Promise<Decided> {
  const { invitation, name, decision } = request;
  await recordAuditOrigin(deps, invitation._id, decision.actor);
  const outcome = await sendDecision(deps, name, invitation._id, decision);
  switch (outcome.kind) {
    case 'settled':
      return { invitation: await settled(deps, invitation, outcome.snapshot) };
    case 'queued':
      return 'queued';
    case 'ended':
      return { invitation: await ended(deps, request) };
  }
}

/** Sends a decision of a user of the inviting account and answers 200 with the invitation, or 202. */
export async function decideAsUser(
  call: SignedInCall,
  invitation: InvitationDoc,
  name: DecisionName,
  { reason, ...input }: { readonly reason?: string | undefined } & Readonly<Record<string, unknown>>,
): ReturnType<typeof answerDecided> {
  const { deps, caller, idempotencyKey } = call;
  const decisionId = decisionIdOf(name, invitation._id, caller.userId, idempotencyKey);
  const decision: Decision = {
    decisionId,
    ...byUser(caller),
    ...input,
    ...(await keepReason(deps, invitation, decisionId, reason)),
  };
  return answerDecided(call, invitation, await decide(deps, { invitation, name, decision }));
}

/** The handler of a decision about the account's own invitation that is all said by its body. */
export function decideByBody(name: DecisionName) {
  return async (call: SignedInCall & { readonly params: { readonly id: string }; readonly body: object }) =>
    decideAsUser(call, await ownInvitation(call, call.params.id), name, { ...call.body });
}

/** 200 with the settled invitation, or 202. */
export async function answerDecided(
  { deps, caller }: SignedInCall,
  { _id }: InvitationDoc,
  decided: Decided,
) {
  if (decided === 'queued') return queuedAnswer(_id);
  return ok(await presentInvitation(deps, caller, decided.invitation));
}

/** The actor and time of a decision of a signed-in user. */
export function byUser(caller: Caller): Pick<Decision, 'actor' | 'decidedAt'> {
  return { actor: { kind: 'user', id: caller.userId }, decidedAt: new Date().toISOString() };
}

/** The actor and time of a decision of whoever holds the link. */
export function byInvitee(): Pick<Decision, 'actor' | 'decidedAt'> {
  return { actor: { kind: 'invitee', id: 'invitee' }, decidedAt: new Date().toISOString() };
}

/** 202: accepted and kept, not yet settled. */
export function queuedAnswer(invitationId: string) {
  return accepted({ status: 'queued', invitationId });
}

/** What the holder of a link is told: the status and nothing else, or 202. */
export function answerInvitee(deps: ApiDeps, token: string, decided: Decided) {
  if (decided !== 'queued') return ok({ status: decided.invitation.status });
  return queuedAnswer(deps.tokens.readInvitationToken(token)?.id ?? '');
}

/** Keeps free text under the decision's ID, so that the workflow carries only a reference. */
export async function keepReason(
  deps: ApiDeps,
  invitation: InvitationDoc,
  decisionId: string,
  text: string | undefined,
): Promise<{ reasonRef?: string }> {
  if (text === undefined || text === '') return {};
  const { _id: invitationId, accountId } = invitation;
  return { reasonRef: await deps.stores.notes.keep({ _id: decisionId, accountId, invitationId, text }) };
}

/**
 * Whoever decides reads their own decision at once: where the worker has not written it before it answered, the read
 * model gets the snapshot from here, by the same guard. A failure to write it is the worker's to make good.
 */
async function settled(
  deps: ApiDeps,
  doc: InvitationDoc,
  snapshot: InvitationSnapshot,
): Promise<InvitationDoc> {
  try {
    const { invitations } = deps.stores;
    const stored = await invitations.findById(doc._id);
    if (stored === undefined) return { ...doc, ...lifecycleOf(snapshot) };
    const written = stored.seq < snapshot.seq ? await invitations.recordOn(stored, snapshot) : undefined;
    return { ...(written ?? stored), ...lifecycleOf(snapshot) };
  } catch (error) {
    deps.logger.warn({ err: error }, 'the read model was not written');
    return { ...doc, ...lifecycleOf(snapshot) };
  }
}

/** The workflow is over, so its last state, which is stored before it ends, has the last word. */
async function ended(deps: ApiDeps, request: DecisionRequest): Promise<InvitationDoc> {
  const stored = await deps.stores.invitations.findById(request.invitation._id);
  if (stored === undefined) throw new Problem('not-found');
  if (request.alreadyDone?.includes(stored.status) === true) return stored;
  if (stored.seq === 0 && stored.status === 'created') {
    // Stored, but the process died before the workflow was started: starting it is safe at any time.
    await deps.temporal.startInvitation(stored.workflowInput);
    throw new Problem('temporal-unavailable', { retryAfterSeconds: 1 });
  }
  throw refusalOf(stored, request.toInvitee === true);
}

/** Why an invitation in this status takes no (more) answer. */
export function refusalOf({ status }: Pick<InvitationDoc, 'status'>, toInvitee: boolean): Problem {
  const refusal = toInvitee ? answerRefusal(status) : undefined;
  return problemOfRefusal(refusal ?? { type: 'InvalidTransition', currentStatus: status });
}
