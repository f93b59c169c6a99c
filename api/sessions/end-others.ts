import { defineEndpoint, noContent } from '../http';

/** Ends the caller's sessions everywhere else; API keys stay. */
export const deleteMeSessions = defineEndpoint({
  route: 'delete /v1/me/sessions',
  summary: 'Sign out everywhere else',
  access: 'signed-in',
  audit: 'sessions_ended',
  responses: { 204: { description: 'Every session but the one that asks has ended.' } },
  async handler({ deps, caller: { userId, credentialId } }) {
    await deps.stores.sessions.removeOthersOfUser(userId, credentialId);
    return { ...noContent(), audit: { target: { kind: 'user', id: userId } } };
  },
});
