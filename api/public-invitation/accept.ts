import { defineEndpoint } from '../http';
import { acceptByLink } from '../invitations/answer';
import { LINK_PROBLEMS } from '../invitations/schema';
import { answerInvitee } from '../invitations/decisions';
import { answerByLink } from './link-proof';
import { application } from './schema';

/** Hands in the application. The same link again gets the same answer and makes one account. */
export const postPublicInvitationAccept = defineEndpoint({
  route: 'post /v1/public/invitation/accept',
  summary: 'Submit the application',
  ...answerByLink,
  body: application,
  problems: [...LINK_PROBLEMS, 'terms-changed'],
  async handler({ deps, body: { token, ...rest } }) {
    return answerInvitee(deps, token, await acceptByLink(deps, token, rest));
  },
});
