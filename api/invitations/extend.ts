import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { invitation, queued } from './schema';

/** Lets the invitation live for the duration from now on. */
export const postInvitationsByIdExtend = defineEndpoint({
  route: 'post /v1/invitations/{id}/extend',
  summary: 'Move the expiry',
  tag: 'invitations',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
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
