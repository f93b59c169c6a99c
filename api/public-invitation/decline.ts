import { defineEndpoint, scalars, z } from '../http';
import { declineByLink } from '../invitations/answer';
import { answerInvitee } from '../invitations/decisions';
import { answerByLink } from './link-proof';
import { token } from './schema';

/** Says no, with a reason if the invitee likes. */
export const postPublicInvitationDecline = defineEndpoint({
  route: 'post /v1/public/invitation/decline',
  summary: 'Decline an invitation',
  ...answerByLink,
  body: z.strictObject({ token, reason: scalars.paragraph().optional() }),
  async handler({ deps, body }) {
    return answerInvitee(deps, body.token, await declineByLink(deps, body.token, body.reason));
  },
});
