import { defineEndpoint, ok, z } from '../http';
import { switchAccount } from './cookies';
import { describeCaller } from './view';
import { sessionSchema } from './schema';

/** Goes on in another account of the user: a new session cookie and CSRF token, the old ones are dead. */
export const postSessionAccount = defineEndpoint({
  route: 'post /v1/session/account',
  summary: 'Switch to another account of the signed-in user',
  access: 'session',
  audit: { exempt: 'Beginning a session audits itself.' },
  body: z.strictObject({ accountId: z.string().min(1).max(100) }),
  responses: { 200: { description: 'The new session; the answer sets its cookie.', schema: sessionSchema } },
  problems: ['not-found', 'sso-required'],
  async handler(call) {
    const { deps, caller, body } = call;
    const { cookies, csrfToken, accountId } = await switchAccount(deps, caller, call, body.accountId);
    const { user, account, accounts } = await describeCaller(deps, { ...caller, accountId });
    const headers = { 'Set-Cookie': cookies, 'Cache-Control': 'no-store' };
    return { ...ok({ user, account, accounts, csrfToken }), headers };
  },
});
