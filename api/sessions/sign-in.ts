import { browserName } from '../../domain/security/browser-name';
import { defineEndpoint, ok, z } from '../http';
import { knownDevice } from '../http/device-cookie';
import { signIn } from './cookies';
import { chosenAccount } from './schema';

/** Signs in for the pages; the cookie is HttpOnly and the CSRF token comes from GET /v1/session. */
export const postSession = defineEndpoint({
  route: 'post /v1/session',
  summary: 'Sign in, to the account used last unless another one is named',
  access: 'public',
  audit: { exempt: 'Signing in audits itself, by page as well.' },
  body: z.strictObject({
    email: z.string().min(1).max(254),
    password: z.string().min(1).max(1_000),
    accountId: z.string().min(1).max(100).optional(),
  }),
  responses: {
    200: {
      description: 'Signed in, and the user has several accounts; the answer sets the session cookie.',
      schema: chosenAccount,
    },
    204: { description: 'Signed in to the only account; the answer sets the session cookie.' },
  },
  problems: ['unauthenticated', 'sso-required', 'approval-pending'],
  async handler({ deps, body, ip, headers: sent }) {
    const browser = browserName(sent['user-agent']);
    const device = knownDevice({ headers: sent }, deps.settings);
    const { cookies, accountId, accounts } = await signIn(deps, body, { ip, device, browser });
    const headers = { 'Set-Cookie': cookies };
    const account = accounts.find(({ id }) => id === accountId);
    if (accounts.length < 2 || account === undefined) return { status: 204 as const, headers };
    return { ...ok({ account, accounts }), headers };
  },
});
