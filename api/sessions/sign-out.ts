import { defineEndpoint, noContent } from '../http';
import { readCookie, SESSION_COOKIE, sessionCookie } from '../http/cookies';

/** Signs out. */
export const deleteSession = defineEndpoint({
  route: 'delete /v1/session',
  summary: 'Sign out',
  access: 'session',
  audit: 'signed_out',
  responses: { 204: { description: 'Signed out.' } },
  async handler(call) {
    const { deps, caller } = call;
    await deps.stores.sessions.remove(readCookie(call, SESSION_COOKIE) ?? '');
    const headers = { 'Set-Cookie': sessionCookie('', 0, deps.settings.publicUrl) };
    return { ...noContent(headers), audit: { target: { kind: 'user', id: caller.userId } } };
  },
});
