import { parseEmailAddress } from '../../domain/email-address';
import { mailDomainOf } from '../../domain/sso/mail-domain';
import type { MembershipDoc, SsoConnectionDoc, UserDoc } from '../../models';
import { type ApiDeps, audit, type Problem } from '../http';
import type { SsoClaims } from './provider';
import { type SsoRefusal, ssoRefused } from './refusals';

interface Member {
  readonly user: UserDoc;
  readonly membership: MembershipDoc;
}

/**
 * The member of the account whom its provider means. At first the address that it vouches for says who it is; from then on the
 * subject does. Nobody is made or joined to the account by signing in, and every no is audited.
 *
 * @throws {@link Problem} 403 `sso-refused`
 */
export async function memberOf(
  deps: ApiDeps,
  { _id: accountId, issuer, trustsAddresses = false }: SsoConnectionDoc,
  { subject, email = '', isVerified }: SsoClaims,
): Promise<Member> {
  const { ssoIdentities, users } = deps.stores;
  const refuse = (reason: SsoRefusal, user?: UserDoc) => refused(deps, accountId, reason, user);
  // An administrator may vouch for a provider that says nothing; what it says itself stands.
  if (!(isVerified ?? trustsAddresses)) throw await refuse('unverified');
  const domain = mailDomainOf(email);
  const owner = domain === undefined ? undefined : await deps.stores.ssoDomains.find(domain);
  if (owner?.accountId !== accountId) throw await refuse('other-domain');
  const identity = { accountId, issuer, subject };
  const boundTo = await ssoIdentities.userOf(identity);
  const holder = await users.findByEmailKey(parseEmailAddress(email)?.key ?? '');
  const user = boundTo === undefined ? holder : await users.find(boundTo);
  const membership = user && (await deps.stores.memberships.find(accountId, user._id));
  if (user?.status !== 'active' || membership === undefined) throw await refuse('no-member', user);
  if (holder !== undefined && holder._id !== user._id) throw await refuse('other-user', user);
  if (boundTo === undefined) {
    if (!(await ssoIdentities.bind(identity, user._id))) throw await refuse('other-subject', user);
    const target = { kind: 'user', id: user._id };
    const trusted = isVerified === undefined && { reason: 'trusted-address' };
    await audit(deps, accountId, { type: 'sso_identity_bound', actor: PROVIDER, target, ...trusted });
  }
  return { user, membership };
}

const PROVIDER = { kind: 'system', id: 'sso' } as const;

async function refused(
  deps: ApiDeps,
  accountId: string,
  reason: SsoRefusal,
  user: UserDoc | undefined,
): Promise<Problem> {
  const target = user === undefined ? { kind: 'account', id: accountId } : { kind: 'user', id: user._id };
  await audit(deps, accountId, { type: 'sso_refused', actor: PROVIDER, target, reason });
  return ssoRefused(reason);
}
