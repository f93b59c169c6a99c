import { defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Turns a pending partner down. */
export const postInvitationsByIdReject = defineEndpoint({
  route: 'post /v1/invitations/{id}/reject',
  summary: 'Reject a pending partner',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'rejectInvitation', { reason: call.body.reason });
  },
});
