import { parseEmailAddress, SESSION_MS } from '../../models';
import { audit } from '../audit';
import type { ApiDeps } from '../deps';
import { sessionCookie } from '../middleware/cookies';
import { Problem } from '../problem';

/** What a successful sign-in gives: the Set-Cookie line, and who came where for the first time or not. */
export interface SignedIn {
  readonly cookie: string;
  /** For forms of the session. */
  readonly csrfToken: string;
  readonly userId: string;
  readonly accountId: string;
  readonly firstTime: boolean;
}

/**
 * Signs a user in. Unknown users, wrong passwords and users without an account get the same answer in the
 * same time, and each attempt counts against the limit until one succeeds.
 *
 * @throws {@link Problem} 401 `unauthenticated`, 429 `rate-limited`
 */
export async function signIn(deps: ApiDeps, email: string, password: string, ip: string): Promise<SignedIn> {
  const who = parseEmailAddress(email)?.key ?? email.slice(0, 254);
  await deps.rateLimits.signInAttempt(who, ip);
  const user = await deps.stores.users.authenticate(email, password);
  const [membership] = user === undefined ? [] : await deps.stores.memberships.ofUser(user._id);
  if (user === undefined || membership === undefined) throw new Problem('unauthenticated');
  await deps.rateLimits.signedIn(who, ip);
  const { accountId } = membership;
  const [{ token, session }, firstTime] = await Promise.all([
    deps.stores.sessions.create({ userId: user._id, accountId }),
    deps.stores.memberships.signedIn(accountId, user._id, new Date()),
  ]);
  const self = { kind: 'user', id: user._id } as const;
  await audit(deps, accountId, { type: 'signed_in', actor: self, target: self });
  return {
    cookie: sessionCookie(token, SESSION_MS, deps.settings.publicUrl),
    csrfToken: session.csrfToken,
    userId: user._id,
    accountId,
    firstTime,
  };
}
