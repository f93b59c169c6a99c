import { defineEndpoint, ok, z } from '../http';
import { requestNewLink } from './link-requests';
import { byLink } from './link-proof';
import { answered, token } from './schema';

/** Always the same answer, whatever the token is worth. */
export const postPublicInvitationRequestNewLink = defineEndpoint({
  route: 'post /v1/public/invitation/request-new-link',
  summary: 'Ask for a new link',
  ...byLink,
  body: z.strictObject({ token }),
  responses: {
    200: { description: 'If the invitation is open, a new link is on its way.', schema: answered },
  },
  problems: ['temporal-unavailable'],
  async handler({ deps, body }) {
    await requestNewLink(deps, body.token);
    return ok({ status: 'requested' });
  },
});
