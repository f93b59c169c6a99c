import { domainProof } from '../../domain/sso/mail-domain';
import type { SsoConnectionDoc } from '../../models';
import { type ApiDeps, present } from '../http';
import { redirectUriOf } from './provider';
import { ssoConnection } from './schema';

/** The settings as the API answers them, with what is left to do; never the secret. */
export async function presentSso(deps: ApiDeps, doc: SsoConnectionDoc) {
  const { _id: accountId, sealedSecret, trustsAddresses = false } = doc;
  const proven = new Map((await deps.stores.ssoDomains.ofAccount(accountId)).map((one) => [one._id, one]));
  return present(ssoConnection, {
    ...doc,
    trustsAddresses,
    isConfidential: sealedSecret !== null,
    redirectUri: redirectUriOf(deps),
    domains: doc.domains.map((name) => ({
      name,
      provenAt: proven.get(name)?.provenAt.toISOString() ?? null,
      record: domainProof(accountId, name, deps.settings.secret),
    })),
  });
}
