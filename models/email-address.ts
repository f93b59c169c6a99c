import { domainToASCII } from 'node:url';

/** An address as its owner typed it (for display and sending) and the key it is compared by. */
export interface EmailAddress {
  readonly typed: string;
  readonly key: string;
}

// RFC 5322 dot-atom without quotes, comments or routes; letters beyond ASCII only in the domain.
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Lengths of RFC 5321 4.5.3.1 and the 254 characters that fit into a path. */
const MAX = { local: 64, address: 254 } as const;

/**
 * The one normalisation of e-mail addresses: trim, NFKC, lower case, IDN domain to punycode. Anything
 * beyond a plain `local@domain.tld` (control characters, quoted local parts, comments, address
 * literals) gives `undefined`.
 */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  const typed = text.trim();

  if (typed.length > MAX.address || /[\u0000-\u0020\u007f-\u00a0\u2028\u2029"(),:;<>[\]\\]/.test(typed)) {
    return undefined;
  }
  const folded = typed.normalize('NFKC').toLowerCase();
  const parts = folded.split('@');
  const [local = '', rawDomain = ''] = parts;
  // The separator is a real one in both forms, or mail would go elsewhere than the key says.
  if (parts.length !== 2 || !typed.includes('@') || local.length > MAX.local || !LOCAL.test(local))
    return undefined;
  const domain = domainToASCII(rawDomain);
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  if (/^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  const key = `${local}@${domain}`;
  return key.length > MAX.address ? undefined : { typed, key };
}
