import { byTimeline } from '../http/audit';
import { defineEndpoint } from '../http/endpoint';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { byId, invitation, queued } from './schema';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

/** Takes the invitation back; its link is dead at once. */
export const postInvitationsByIdRevoke = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/revoke',
  summary: 'Revoke an invitation',
  tag: 'invitations',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  params: byId,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'revokeInvitation', { reason: call.body.reason });
  },
});
