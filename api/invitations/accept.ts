import { byTimeline, defineEndpoint, z } from '../http';
import { acceptAsReceiver } from './answer';
import { answerDecided } from './decisions';
import { receivedInvitation } from './visible';
import { customFieldValues, invitation, queued } from './schema';

/** Accepts for the account of the signed-in receiver. */
export const postInvitationsByIdAccept = defineEndpoint({
  route: 'post /v1/invitations/{id}/accept',
  summary: 'Accept a received invitation',
  tag: 'invitations',
  access: 'signed-in',
  audit: byTimeline,
  body: z.strictObject({ customFields: customFieldValues.optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await receivedInvitation(call, call.params.id);
    return answerDecided(call, doc, await acceptAsReceiver(call.deps, call.caller, doc, call.body));
  },
});
