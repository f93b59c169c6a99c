import { byTimeline, defineEndpoint } from '../http';
import { acceptByLink } from '../invitations/answer';
import { answerInvitee } from '../invitations/decisions';
import { provenInvitation } from './link-proof';
import { LINK_PROBLEMS, queued } from '../invitations/schema';
import { answered, application } from './schema';

/** Hands in the application. The same link again gets the same answer and makes one account. */
export const postPublicInvitationAccept = defineEndpoint({
  route: 'post /v1/public/invitation/accept',
  summary: 'Submit the application',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: application,
  responses: {
    200: { description: 'What has become of the invitation.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the answer.', schema: queued },
  },
  problems: LINK_PROBLEMS,
  async handler({ deps, body: { token, ...rest } }) {
    return answerInvitee(deps, token, await acceptByLink(deps, token, rest));
  },
});
