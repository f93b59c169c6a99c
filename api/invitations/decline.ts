import { defineEndpoint, scalars, z } from '../http';
import { declineAsReceiver } from './answer';
import { answerDecided } from './decisions';
import { receivedInvitation } from './visible';
import { DECISION_PROBLEMS, decision } from './schema';

/** Declines as the signed-in receiver. */
export const postInvitationsByIdDecline = defineEndpoint({
  route: 'post /v1/invitations/{id}/decline',
  summary: 'Decline a received invitation',
  ...decision,
  access: 'signed-in',
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  problems: [...DECISION_PROBLEMS, 'forbidden'],
  async handler(call) {
    const doc = await receivedInvitation(call, call.params.id);
    return answerDecided(call, doc, await declineAsReceiver(call.deps, call.caller, doc, call.body.reason));
  },
});
