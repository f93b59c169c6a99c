import { webhookUrlProblem } from '../../domain/security/public-address';
import type { SsoConnectionDoc } from '../../models';
import { type ApiDeps, type Caller, defineEndpoint, invalid, ok } from '../http';
import { proveDomains } from './domains';
import { ssoConnection, ssoSettings } from './schema';
import { presentSso } from './view';
import { getSso } from './get';

/**
 * Sets the identity provider of the account. Of another issuer or client people are bound anew; to enforce it ends the
 * sessions of the account that began elsewhere, except the caller's.
 */
export const putSso = defineEndpoint({
  route: 'put /v1/sso',
  summary: 'Change the SSO settings',
  access: { scope: 'sso:write' },
  edits: getSso,
  audit: 'sso_changed',
  body: ssoSettings,
  responses: { 200: { description: 'The settings.', schema: ssoConnection } },
  async handler({ deps, caller, body: { trustsAddresses = false, ...body } }) {
    const { issuer, clientSecret, enforced = false, ...rest } = body;
    const { accountId } = caller;
    const { ssoConnections, ssoIdentities, ssoDomains } = deps.stores;
    const known = await ssoConnections.find(accountId);
    const isOther = known?.issuer !== issuer || known.clientId !== rest.clientId;
    requireIssuer(deps, issuer);
    // A kept secret goes to nobody but the provider that it was typed for.
    if (clientSecret === undefined && isOther) {
      throw invalid([{ pointer: '/clientSecret', detail: 'Is needed for another issuer or client.' }]);
    }
    await proveDomains(deps, accountId, rest.domains);
    if (enforced) await requireProof(deps, accountId, rest.domains);
    await ssoDomains.keepOnly(accountId, rest.domains);
    if (isOther) await ssoIdentities.forgetAll(accountId);
    const stored = await ssoConnections.put(accountId, {
      ...{ ...rest, issuer, clientSecret, enforced, trustsAddresses },
    });
    if (enforced && known?.enforced !== true) await endOtherSessions(deps, caller, stored);
    const target = { kind: 'account', id: accountId };
    return { ...ok(await presentSso(deps, stored)), audit: { target, ...trustChange(known, stored) } };
  },
});

/** For the audit log: who let addresses count that the provider says nothing of. */
function trustChange(known: SsoConnectionDoc | undefined, stored: SsoConnectionDoc) {
  const trustOf = ({ trustsAddresses = false }: Partial<SsoConnectionDoc> = {}) => ({ trustsAddresses });
  const [before, after] = [trustOf(known), trustOf(stored)];
  return before.trustsAddresses === after.trustsAddresses ? {} : { before, after };
}

function requireIssuer({ settings }: ApiDeps, issuer: string): void {
  const wrong = webhookUrlProblem(issuer, settings.webhookAllowPrivate);
  const isBare = wrong === undefined && new URL(issuer).search === '' && new URL(issuer).hash === '';
  if (!isBare)
    throw invalid([{ pointer: '/issuer', detail: wrong ?? 'Must have no query and no fragment.' }]);
}

/** Where nothing is proven nobody gets in by SSO: to enforce it would lock everybody out. */
async function requireProof(
  { stores }: ApiDeps,
  accountId: string,
  domains: readonly string[],
): Promise<void> {
  const proven = await stores.ssoDomains.ofAccount(accountId);
  if (proven.some(({ _id }) => domains.includes(_id))) return;
  throw invalid([{ pointer: '/enforced', detail: 'Is possible once a domain is proven.' }]);
}

async function endOtherSessions(
  { stores }: ApiDeps,
  { credentialId }: Caller,
  { _id: accountId }: SsoConnectionDoc,
): Promise<void> {
  await stores.sessions.removeUnlessSso(accountId, credentialId);
}
