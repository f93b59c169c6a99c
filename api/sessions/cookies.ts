import { parseEmailAddress } from '../../domain/email-address';
import {
  epochsOf,
  lastUsed,
  type MembershipDoc,
  SESSION_MS,
  type SessionDoc,
  type UserDoc,
} from '../../models';
import { type ApiDeps, audit, type Caller, Problem } from '../http';
import { readCookie, SESSION_COOKIE, sessionCookie, type WithHeaders } from '../http/cookies';
import { deviceCookie, type KnownDevice } from '../http/device-cookie';
import { passwordDoors } from '../sso/enforcement';
import type { AccountChoice } from './schema';
import { accountsOf } from './view';
import { hasApplied } from './waiting-applicant';

/** Where somebody signs in: the address, and the browser if somebody has signed in there before. */
export interface SignInPlace {
  readonly ip: string;
  readonly device: KnownDevice | undefined;
  /** As {@link browserName} has it. */
  readonly browser?: string | null;
}

/** What a successful sign-in gives: the Set-Cookie lines, who came where, and where else they could go. */
export interface SignedIn {
  readonly cookies: readonly string[];
  /** For forms of the session. */
  readonly csrfToken: string;
  readonly userId: string;
  readonly accountId: string;
  /** The user has chosen the account, now or before. */
  readonly isChosen: boolean;
  readonly accounts: readonly AccountChoice[];
}

/** Who wants to sign in; without an account into the one used last. */
export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly accountId?: string | undefined;
}

/**
 * Signs a user in. Unknown users, wrong passwords, users without an account and accounts of others get the same
 * answer in the same time, and each attempt counts against the limit until one succeeds.
 *
 * @throws {@link Problem} 401 `unauthenticated`, 403 `sso-required` and `approval-pending` for the right password, 429
 *   `rate-limited`
 */
export async function signIn(
  deps: ApiDeps,
  input: SignInInput,
  { ip, device, browser = null }: SignInPlace,
): Promise<SignedIn> {
  const { email, password, accountId } = input;
  const who = parseEmailAddress(email)?.key ?? email.slice(0, 254);
  const attempt = { who, ip, deviceId: device?.isOf(who) === true ? device.id : undefined };
  await deps.rateLimits.signInAttempt(attempt);
  const user = await deps.stores.users.authenticate(email, password);
  if (user === undefined && (await hasApplied(deps, who, password))) {
    await deps.rateLimits.signedIn(attempt);
    throw new Problem('approval-pending');
  }
  const memberships = user === undefined ? [] : await deps.stores.memberships.ofUser(user._id);
  const membership = memberships.find((one) => one.accountId === accountId) ?? lastUsed(memberships);
  if (user === undefined || membership === undefined) throw new Problem('unauthenticated');
  if (accountId !== undefined && membership.accountId !== accountId) throw new Problem('unauthenticated');
  await deps.rateLimits.signedIn(attempt);
  const door = await passwordDoor(deps, membership, memberships, accountId !== undefined);
  const isChosen = accountId !== undefined || memberships.some((one) => Boolean(one.lastUsedAt));
  const begun = await begin(deps, epochsOf(user), door, { lifeMs: SESSION_MS, browser });
  const cookies = attempt.deviceId === undefined ? [deviceCookie(who, deps.settings)] : [];
  return {
    ...begun,
    cookies: [...begun.cookies, ...cookies],
    isChosen,
    accounts: await accountsOf(deps, memberships),
  };
}

/** The membership that the right password opens: the wanted one, or where it need not be that one another. */
async function passwordDoor(
  deps: ApiDeps,
  wanted: MembershipDoc,
  memberships: readonly MembershipDoc[],
  isNamed: boolean,
): Promise<MembershipDoc> {
  const { open, past } = await passwordDoors(deps, memberships);
  const door = open.includes(wanted) ? wanted : isNamed ? undefined : lastUsed(open);
  if (door === undefined) throw new Problem('sso-required');
  if (past.has(door.accountId)) await auditBypass(deps, door);
  return door;
}

async function auditBypass(deps: ApiDeps, { accountId, userId }: MembershipDoc): Promise<void> {
  const self = { kind: 'user', id: userId } as const;
  await audit(deps, accountId, { type: 'sso_bypassed', actor: self, target: self });
}

/** Signs in whom the identity provider of the membership's account has named. */
export async function signInBySso(
  deps: ApiDeps,
  user: UserDoc,
  membership: MembershipDoc,
  browser: string | null,
): Promise<SignedIn> {
  const memberships = await deps.stores.memberships.ofUser(user._id);
  const how = { lifeMs: SESSION_MS, ssoAccountId: membership.accountId, browser };
  const begun = await begin(deps, epochsOf(user), membership, how);
  return { ...begun, isChosen: true, accounts: await accountsOf(deps, memberships) };
}

/**
 * Goes on in another account of the signed-in user, as a new session that ends when the old one would have.
 *
 * @throws {@link Problem} 404 for an account that the user does not belong to, 403 `sso-required` for one that wants
 *   another sign-in
 */
export async function switchAccount(
  deps: ApiDeps,
  caller: Caller,
  request: WithHeaders,
  accountId: string,
): Promise<SignedIn> {
  const token = readCookie(request, SESSION_COOKIE) ?? '';
  const [user, memberships, session] = await Promise.all([
    deps.stores.users.find(caller.userId),
    deps.stores.memberships.ofUser(caller.userId),
    deps.stores.sessions.find(token),
  ]);
  if (user === undefined || session === undefined) throw new Problem('unauthenticated');
  const membership = memberships.find((one) => one.accountId === accountId);
  if (membership === undefined) throw new Problem('not-found');
  const { ssoAccountId = null, browser = null } = session;
  if (ssoAccountId !== accountId) await passwordDoor(deps, membership, [membership], true);
  const lifeMs = session.expiresAt.getTime() - Date.now();
  const begun = await begin(deps, caller, membership, { lifeMs, ssoAccountId, browser });
  await deps.stores.sessions.remove(token);
  return { ...begun, isChosen: true, accounts: await accountsOf(deps, memberships) };
}

/** Begins a session of the epoch that was authenticated, remembers the account for the next one and tells the account's audit log. */
async function begin(
  deps: ApiDeps,
  { accessEpoch }: Pick<Caller, 'accessEpoch'>,
  { accountId, userId }: MembershipDoc,
  how: Pick<SessionDoc, 'ssoAccountId' | 'browser'> & { readonly lifeMs: number },
) {
  const [{ token, session }] = await Promise.all([
    deps.stores.sessions.create({ userId, accountId, accessEpoch, ...how }),
    deps.stores.memberships.signedIn(accountId, userId, new Date()),
  ]);
  const self = { kind: 'user', id: userId } as const;
  await audit(deps, accountId, { type: 'signed_in', actor: self, target: self });
  const cookies = [sessionCookie(token, how.lifeMs, deps.settings.publicUrl)];
  return { cookies, csrfToken: session.csrfToken, userId, accountId };
}
