import type { InvitationDoc } from '../../models';
import { isTerminal } from '../../workflows/contract';
import { byTimeline, created, defineEndpoint, parseBody, Problem, type z } from '../http';
import { definitionsOf } from '../public-invitation/view';
import { ownInvitation } from './visible';
import { presentInvitation } from './view';
import { newInvitation } from '../../domain/invitations/invitation-input';
import { invitation, INVITE_PROBLEMS } from './schema';
import { createInvitation, type InvitingCall } from './new-invitation';

const anew = newInvitation.partial().openapi('InvitationAnew', {
  description: 'Empty for the same data as before; else all that the new invitation has.',
});

/** Invites again after the earlier invitation has ended; both are linked. */
export const postInvitationsByIdReinvite = defineEndpoint({
  route: 'post /v1/invitations/{id}/reinvite',
  summary: 'Invite again',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  body: anew,
  responses: { 201: { description: 'The new invitation.', schema: invitation } },
  problems: [...INVITE_PROBLEMS, 'invalid-transition'],
  async handler(call) {
    const doc = await reinvite(call, await ownInvitation(call, call.params.id), call.body);
    return created(await presentInvitation(call.deps, call.caller, doc), `/v1/invitations/${doc._id}`);
  },
});

const COPIED = newInvitation.omit({ customFields: true, addToPartnershipId: true }).keyof().options;

/**
 * A new invitation in place of one that has ended, with what was typed or with its data.
 *
 * @throws {@link Problem} 409 `invitation-already-open` while the earlier one lives, and whatever a new one throws
 */
async function reinvite(
  call: InvitingCall,
  earlier: InvitationDoc,
  typed: z.output<typeof anew>,
): Promise<InvitationDoc> {
  if (!isTerminal(earlier.status)) {
    throw new Problem('invitation-already-open', { invitationId: earlier._id });
  }
  if (earlier.erasedAt !== null) throw new Problem('invalid-transition', { currentStatus: earlier.status });
  const input = Object.keys(typed).length > 0 ? typed : await copyOf(call, earlier);
  return createInvitation(call, parseBody(newInvitation, input), earlier._id);
}

/** What of an earlier invitation a new one can have. */
async function copyOf({ deps, caller }: InvitingCall, earlier: InvitationDoc): Promise<object> {
  const program = await deps.stores.programs.find(caller.accountId, earlier.program);
  const still = new Set(program?.customFields.map(({ key }) => key));
  const byInviter = (await definitionsOf(deps, earlier)).filter(({ filledBy }) => filledBy === 'inviter');
  const values = byInviter.flatMap(({ key }) =>
    still.has(key) && earlier.customFields?.[key] !== undefined
      ? [[key, earlier.customFields[key]] as const]
      : [],
  );
  // Whom the inviter wished to add it adds again; what an approver chose was about one application.
  const { addToPartnershipId } = earlier.workflowInput;
  const copied = COPIED.filter((member) => member !== 'roleKey' || addToPartnershipId === undefined).flatMap(
    (member) => (earlier[member] === null ? [] : [[member, earlier[member]] as const]),
  );
  return {
    ...Object.fromEntries(copied),
    ...(addToPartnershipId && { addToPartnershipId }),
    customFields: Object.fromEntries(values),
  };
}
