import { byTimeline } from '../http/audit';
import { defineEndpoint } from '../http/endpoint';
import { declineAsReceiver } from './answer';
import { answerDecided } from './decisions';
import { receivedInvitation } from './visible';
import { byId, invitation, queued } from './schema';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

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
