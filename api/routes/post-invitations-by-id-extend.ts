import { byTimeline } from '../audit';
import { defineEndpoint } from '../endpoint';
import { decideAsUser, ownInvitation } from '../operations/user-decision';
import { byId, invitation, queued } from '../schemas/invitation';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';

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
