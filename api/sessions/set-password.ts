import { defineEndpoint, noContent, scalars, z } from '../http';
import { deviceCookie } from '../http/device-cookie';
import { provenUser } from '../public-invitation/link-proof';
import { setPasswordByLink } from './password';
import { token } from '../public-invitation/schema';

/**
 * Sets a password by the link that was mailed; the link opens once, and all sessions and API keys of the user
 * end. The link of an offered membership makes the user. 401: the address belongs to a user, who signs in.
 */
export const postPublicSetPassword = defineEndpoint({
  route: 'post /v1/public/set-password',
  summary: 'Set a password by link',
  access: 'public',
  provenBy: provenUser,
  audit: { exempt: 'Setting a password audits itself, by page as well.' },
  body: z.strictObject({ token, password: scalars.password }),
  responses: { 204: { description: 'Set; sign in with it.' } },
  problems: ['unauthenticated', 'not-found', 'invalid-transition', 'link-replaced'],
  async handler({ deps, body }) {
    const emailKey = await setPasswordByLink(deps, body.token, body.password);
    return noContent({ 'Set-Cookie': deviceCookie(emailKey, deps.settings) });
  },
});
