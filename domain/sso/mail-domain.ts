import { type KeyRing, keyedHash, keysOf } from '../security/key-ring';
import { parseEmailAddress } from '../email-address';
import { PUBLIC_MAIL_DOMAINS } from '../programs/approval-policy';

/** The domain of an address as addresses are compared; `undefined` when it is none. */
export function mailDomainOf(address: string): string | undefined {
  return parseEmailAddress(address)?.key.split('@')[1];
}

/** Why a text is no domain that an organisation can have for itself; `undefined` when nothing is wrong. */
export function wrongWithMailDomain(text: string): string | undefined {
  const domain = mailDomainOf(`x@${text}`);
  if (domain === undefined) return 'Must be a domain such as acme.example.';
  return PUBLIC_MAIL_DOMAINS.has(domain) ? 'Everybody can have an address there.' : undefined;
}

/** A TXT record by which whoever runs a domain's name servers says that an account may speak for it. */
export interface DomainProof {
  readonly name: string;
  readonly value: string;
}

/** The record for one account and one domain; nobody else can make it up, and it changes only with the secret. */
export function domainProof(accountId: string, domain: string, ring: KeyRing): DomainProof {
  const mac = keyedHash(`usher:sso-domain:v1:${accountId}:${domain}`, ring);
  return { name: `_usher.${domain}`, value: `usher-sso=${mac.slice(0, 32)}` };
}

/** Whether one of the texts at the name of the record is its value, with any of the keys. */
export function provesDomain(
  texts: readonly string[],
  accountId: string,
  domain: string,
  ring: KeyRing,
): boolean {
  return keysOf(ring).some((key) => texts.includes(domainProof(accountId, domain, key).value));
}

/** Names that are nobody's on the internet (RFC 2606, RFC 6761): no name server can tell anything about them. */
export function isNobodysDomain(domain: string): boolean {
  return /\.(example|test|invalid|localhost)$/.test(domain);
}
