import { defineEndpoint, noContent } from '../endpoint';
import { readCookie, SESSION_COOKIE, sessionCookie } from '../middleware/cookies';

/** Signs out. */
export const deleteSession = defineEndpoint({
  method: 'delete',
  path: '/v1/session',
  summary: 'Sign out',
  tag: 'session',
  access: 'session',
  responses: { 204: { description: 'Signed out.' } },
  async handler({ deps, request }) {
    await deps.stores.sessions.remove(readCookie(request, SESSION_COOKIE) ?? '');
    return noContent({ 'Set-Cookie': sessionCookie('', 0, deps.settings.publicUrl) });
  },
});
