import { byTimeline } from '../audit';
import { defineEndpoint } from '../endpoint';
import { decideAsUser, ownInvitation } from '../operations/user-decision';
import { byId, invitation, queued } from '../schemas/invitation';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';

/** Turns a pending partner down. */
export const postInvitationsByIdReject = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/reject',
  summary: 'Reject a pending partner',
  tag: 'invitations',
  access: { scope: 'invitations:decide' },
  audit: byTimeline,
  params: byId,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'rejectInvitation', { reason: call.body.reason });
  },
});
