import { byTimeline } from '../http/audit';
import { created, defineEndpoint } from '../http/endpoint';
import { reinvite } from './reinvite-invitation';
import { ownInvitation } from './visible';
import { presentInvitation } from './view';
import { byId, invitation } from './schema';

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
