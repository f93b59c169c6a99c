import { domainProof, isNobodysDomain, provesDomain } from '../../domain/sso/mail-domain';
import type { ApiDeps } from '../http';
import { networkOf } from './network';

/**
 * Looks for the records of those domains that are not proven yet. Who can write a domain's records decides where its mail
 * goes, and the mailbox is what users here are known by; so a proven domain lets nobody in whom its owner could not let in
 * anyway. Names that are nobody's on the internet count where a set-up calls inside, for trying out.
 */
export async function proveDomains(
  deps: ApiDeps,
  accountId: string,
  domains: readonly string[],
): Promise<void> {
  const { ssoDomains } = deps.stores;
  const known = new Set((await ssoDomains.ofAccount(accountId)).map(({ _id }) => _id));
  const missing = domains.filter((domain) => !known.has(domain));
  await Promise.all(
    missing.map(async (domain) => {
      if (await isProven(deps, accountId, domain)) await ssoDomains.claim(accountId, domain);
    }),
  );
}

async function isProven(deps: ApiDeps, accountId: string, domain: string): Promise<boolean> {
  if (isNobodysDomain(domain)) return deps.settings.webhookAllowPrivate;
  const { secret } = deps.settings;
  const texts = await networkOf(deps).textsOf(domainProof(accountId, domain, secret).name);
  return provesDomain(texts, accountId, domain, secret);
}
