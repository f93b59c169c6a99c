import { byTimeline } from '../audit';
import { created, defineEndpoint } from '../endpoint';
import { reinvite } from '../operations/reinvite';
import { ownInvitation } from '../operations/user-decision';
import { presentInvitation } from '../present';
import { byId, invitation } from '../schemas/invitation';

/** Invites again after the earlier invitation has ended; both are linked. */
export const postInvitationsByIdReinvite = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/reinvite',
  summary: 'Invite again',
  tag: 'invitations',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  params: byId,
  responses: { 201: { description: 'The new invitation.', schema: invitation } },
  async handler(call) {
    const doc = await reinvite(call, await ownInvitation(call, call.params.id));
    return created(await presentInvitation(call.deps, call.caller, doc), `/v1/invitations/${doc._id}`);
  },
});
