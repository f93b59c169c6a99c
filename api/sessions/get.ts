import { defineEndpoint, ok } from '../http';
import { describeCaller } from './view';
import { sessionSchema } from './schema';

/** The session of the cookie and the CSRF token that its changing calls need. */
export const getSession = defineEndpoint({
  route: 'get /v1/session',
  summary: 'Show the session',
  access: 'session',
  responses: { 200: { description: 'The session.', schema: sessionSchema } },
  async handler({ deps, caller }) {
    const { user, account, accounts } = await describeCaller(deps, caller);
    return ok({ user, account, accounts, csrfToken: caller.csrfToken ?? '' });
  },
});
