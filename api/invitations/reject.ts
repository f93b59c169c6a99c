import { byTimeline } from '../http/audit';
import { defineEndpoint } from '../http/endpoint';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { byId, invitation, queued } from './schema';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

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
