import { byTimeline, created, defineEndpoint } from '../http';
import { reinvite } from './reinvite-invitation';
import { ownInvitation } from './visible';
import { presentInvitation } from './view';
import { INVITE_PROBLEMS, invitation } from './schema';

/** Invites again after the earlier invitation has ended; both are linked. */
export const postInvitationsByIdReinvite = defineEndpoint({
  route: 'post /v1/invitations/{id}/reinvite',
  summary: 'Invite again',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  responses: { 201: { description: 'The new invitation.', schema: invitation } },
  problems: [...INVITE_PROBLEMS, 'invalid-transition'],
  async handler(call) {
    const doc = await reinvite(call, await ownInvitation(call, call.params.id));
    return created(await presentInvitation(call.deps, call.caller, doc), `/v1/invitations/${doc._id}`);
  },
});
