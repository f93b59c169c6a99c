import { domainToASCII, domainToUnicode } from 'node:url';
import { violation, type Violation } from './field-error';

/** An address as its owner typed it (for display and sending) and the key it is compared by. */
export interface EmailAddress {
  readonly typed: string;
  readonly key: string;
}

/** Why a text is no address that mail can be sent to; each reason is for whoever typed it. */
export const ADDRESS_PROBLEMS = {
  form: violation('email'),
  length: violation('too_long', 254),
  invisible: violation('invisible'),
  local: {
    detail:
      'Must have only plain letters (a-z), digits and signs before the @: addresses with other letters (SMTPUTF8) are not supported.',
  },
  quoted: {
    detail:
      'Must have no quotes, brackets, or dots beside each other before the @, and at most 64 characters.',
  },
  domain: { detail: 'Must have a domain such as acme.example after the @, in its usual characters.' },
} satisfies Readonly<Record<string, Violation>>;

// RFC 5322 dot-atom without quotes, comments or routes; letters beyond ASCII only in the domain.
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Lengths of RFC 5321 4.5.3.1 and the 254 characters that fit into a path. */
const MAX = { local: 64, address: 254 } as const;

/** Blanks, controls, and all that is not drawn: such a text looks like another address. */
const INVISIBLE = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * The one normalisation of e-mail addresses: trim, NFC, lower case, IDN domain to punycode. The address that
 * is checked is the one that mail goes to: a text that only becomes an address by folding (full-width
 * letters, ligatures, invisible characters, another spelling of the domain) gives `undefined`, as does
 * anything beyond a plain `local@domain.tld` (quoted local parts, comments, address literals).
 */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  const result = readAddress(text);
  return typeof result === 'string' ? undefined : result;
}

/** What is wrong with a text as an e-mail address; `undefined` when nothing is. */
export function wrongWithAddress(text: string): Violation | undefined {
  const result = readAddress(text);
  return typeof result === 'string' ? ADDRESS_PROBLEMS[result] : undefined;
}

function readAddress(text: string): EmailAddress | keyof typeof ADDRESS_PROBLEMS {
  // No address gets this short by trimming or by NFC.
  if (text.length > 10 * MAX.address) return 'length';
  const typed = text.trim().normalize('NFC');
  if (typed.length > MAX.address) return 'length';
  if (INVISIBLE.test(typed)) return 'invisible';
  const parts = typed.split('@');
  const [local = '', domain = ''] = parts;
  if (parts.length !== 2 || local === '' || domain === '') return 'form';
  if (!/^[\u0000-\u007f]*$/.test(local)) return 'local';
  if (local.length > MAX.local || !LOCAL.test(local.toLowerCase())) return 'quoted';
  const ascii = domainToASCII(domain);
  if (!isDomain(ascii) || !isUsualSpelling(domain.toLowerCase(), ascii)) return 'domain';
  const key = `${local.toLowerCase()}@${ascii}`;
  return key.length > MAX.address ? 'length' : { typed, key };
}

function isDomain(ascii: string): boolean {
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false;
  return !/^\d+$/.test(labels.at(-1) ?? '');
}

/** Mail software folds less than browsers do, so each label is either the punycode or what it stands for. */
function isUsualSpelling(domain: string, ascii: string): boolean {
  const labels = ascii.split('.');
  const spelled = domain.split('.');
  return (
    spelled.length === labels.length &&
    labels.every((label, index) => spelled[index] === label || spelled[index] === domainToUnicode(label))
  );
}
