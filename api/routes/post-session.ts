import { defineEndpoint, noContent } from '../endpoint';
import { signIn } from '../operations/sign-in';
import { z } from '../schemas/zod';

/** Signs in for the pages; the cookie is HttpOnly and the CSRF token comes from GET /v1/session. */
export const postSession = defineEndpoint({
  method: 'post',
  path: '/v1/session',
  summary: 'Sign in',
  tag: 'session',
  access: 'public',
  audit: { exempt: 'Signing in audits itself, by page as well.' },
  body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) }),
  responses: { 204: { description: 'Signed in; the answer sets the session cookie.' } },
  async handler({ deps, body, ip }) {
    const { cookie } = await signIn(deps, body.email, body.password, ip);
    return noContent({ 'Set-Cookie': cookie });
  },
});
