import { defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Lets the invitation live for the duration from now on. */
export const postInvitationsByIdExtend = defineEndpoint({
  route: 'post /v1/invitations/{id}/extend',
  summary: 'Move the expiry',
  ...decision,
  access: { scope: 'invitations:write' },
  body: z.strictObject({ expiresIn: scalars.duration() }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'extendInvitation', { expiresIn: call.body.expiresIn });
  },
});
