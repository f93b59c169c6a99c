import { byTimeline, defineEndpoint, ok } from '../http';
import { editInvitation } from './edit-invitation';
import { ownInvitation } from './visible';
import { presentInvitation } from './view';
import { DECISION_PROBLEMS, invitation, invitationChanges } from './schema';

/** Corrects contact and company data while the invitation lives; the address only after a failed delivery. */
export const patchInvitationsById = defineEndpoint({
  route: 'patch /v1/invitations/{id}',
  summary: 'Correct an invitation',
  access: { scope: ['invitations:write', 'invitations:correct'] },
  audit: byTimeline,
  body: invitationChanges,
  responses: { 200: { description: 'The invitation as it is now.', schema: invitation } },
  problems: [...DECISION_PROBLEMS, 'already-a-partner', 'invitation-already-open'],
  async handler(call) {
    const before = await ownInvitation({ ...call, idempotencyKey: undefined }, call.params.id);
    const after = await editInvitation(call.deps, call.caller, before, call.body);
    return ok(await presentInvitation(call.deps, call.caller, after));
  },
});
