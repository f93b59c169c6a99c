import { byTimeline } from '../http/audit';
import { defineEndpoint } from '../http/endpoint';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { byId, invitation, queued } from './schema';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

/** Lets the invitation live for the duration from now on. */
export const postInvitationsByIdExtend = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/extend',
  summary: 'Move the expiry',
  tag: 'invitations',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  params: byId,
  body: z.strictObject({ expiresIn: scalars.duration() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'extendInvitation', { expiresIn: call.body.expiresIn });
  },
});
