import { byTimeline, created, defineEndpoint } from '../http';
import { createInvitation } from './new-invitation';
import { presentInvitation } from './view';
import { newInvitation } from '../../domain/invitations/invitation-input';
import { INVITE_PROBLEMS, invitation } from './schema';

/** Invites a partner. The answer is the same whether or not the address belongs to a user already. */
export const postInvitations = defineEndpoint({
  route: 'post /v1/invitations',
  summary: 'Invite a partner',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  body: newInvitation,
  responses: { 201: { description: 'The invitation; its e-mail is on the way.', schema: invitation } },
  problems: INVITE_PROBLEMS,
  async handler(call) {
    const { deps, caller, body } = call;
    const doc = await createInvitation(call, body);
    return created(await presentInvitation(deps, caller, doc), `/v1/invitations/${doc._id}`);
  },
});
