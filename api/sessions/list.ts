import type { SessionDoc } from '../../models';
import { type ApiDeps, type Caller, defineEndpoint, ok, page, present } from '../http';
import { accountSummary, ownSession } from './schema';

/** Where the caller is signed in: every session of theirs that still opens something. */
export const getMeSessions = defineEndpoint({
  route: 'get /v1/me/sessions',
  summary: 'List the own sessions, the newest first',
  access: 'signed-in',
  responses: { 200: { description: 'At most the 100 newest.', schema: page(ownSession) } },
  async handler({ deps, caller }) {
    const sessions = await deps.stores.sessions.ofUser(caller);
    return ok({ items: await presentSessions(deps, caller, sessions), nextCursor: null });
  },
});

async function presentSessions({ stores }: ApiDeps, caller: Caller, sessions: readonly SessionDoc[]) {
  const accounts = await stores.accounts.findMany([...new Set(sessions.map(({ accountId }) => accountId))]);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  return sessions.flatMap((session) => {
    const account = byId.get(session.accountId);
    if (account === undefined) return [];
    const { _id, ssoAccountId = null } = session;
    return [
      present(ownSession, {
        ...session,
        browser: session.browser ?? null,
        account: present(accountSummary, account),
        current: _id === caller.credentialId,
        sso: ssoAccountId !== null,
      }),
    ];
  });
}
