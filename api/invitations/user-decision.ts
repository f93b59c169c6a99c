import type { InvitationDoc } from '../../models';
import type { Decision } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import { decisionIdOf } from './send-decision';
import type { ApiDeps } from '../deps';
import { ok } from '../http/endpoint';
import { presentInvitation } from './view';
import { Problem } from '../http/problem';
import type { DecisionName } from '../temporal/client';
import type { Decided } from './decisions';
import { byUser, decide, keepReason, queuedAnswer } from './decisions';
import { receivedBy } from './receiving';

/** What every signed-in call has. */
export interface SignedInCall {
  readonly deps: ApiDeps;
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

/** The account's own invitation; another account's is not there. */
export async function ownInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  const invitation = await deps.stores.invitations.find(caller.accountId, id);
  if (invitation === undefined) throw new Problem('not-found');
  return invitation;
}

/** An invitation that the account or the caller's own address received. */
export async function receivedInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  const invitation = await deps.stores.invitations.findReceived(receivedBy(caller), id);
  if (invitation === undefined) throw new Problem('not-found');
  return invitation;
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

/** 200 with the settled invitation, or 202. */
export async function answerDecided(
  { deps, caller }: SignedInCall,
  { _id }: InvitationDoc,
  decided: Decided,
) {
  if (decided === 'queued') return queuedAnswer(_id);
  return ok(await presentInvitation(deps, caller, decided.invitation));
}
