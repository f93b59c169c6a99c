import { byTimeline } from '../audit';
import { defineEndpoint } from '../endpoint';
import { declineAsReceiver } from '../operations/answer-invitation';
import { answerDecided, receivedInvitation } from '../operations/user-decision';
import { byId, invitation, queued } from '../schemas/invitation';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';

/** Declines as the signed-in receiver. */
export const postInvitationsByIdDecline = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/decline',
  summary: 'Decline a received invitation',
  tag: 'invitations',
  access: 'signed-in',
  audit: byTimeline,
  params: byId,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await receivedInvitation(call, call.params.id);
    return answerDecided(call, doc, await declineAsReceiver(call.deps, call.caller, doc, call.body.reason));
  },
});
