import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { declineByLink } from '../invitations/answer';
import { answerInvitee } from '../invitations/decisions';
import { provenInvitation } from './link-proof';
import { LINK_PROBLEMS, queued } from '../invitations/schema';
import { answered, token } from './schema';

/** Says no, with a reason if the invitee likes. */
export const postPublicInvitationDecline = defineEndpoint({
  route: 'post /v1/public/invitation/decline',
  summary: 'Decline an invitation',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: z.strictObject({ token, reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The invitation is declined.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the answer.', schema: queued },
  },
  problems: LINK_PROBLEMS,
  async handler({ deps, body }) {
    return answerInvitee(deps, body.token, await declineByLink(deps, body.token, body.reason));
  },
});
