import { keyedHash } from '../security/secrets';
import type { Invitation } from './invitation';

/** What an approver decides about: who the partner is, what they will get, and which account joins. */
const CONTENT = [
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'phoneNumber',
  'country',
  'industry',
  'customFields',
  'share',
  'initialModule',
  'roleKey',
] as const satisfies readonly (keyof Invitation)[];

/**
 * HMAC-SHA-256 (base64url) over the canonical JSON of what is approved: equal content gives an equal hash
 * whatever the order of its members, and without the secret nothing can be guessed from it.
 */
export function contentHash(
  doc: Pick<Invitation, (typeof CONTENT)[number] | 'acceptedBy' | 'partnerAccountId' | 'addToPartnershipId'>,
  secret: string,
): string {
  const content = {
    ...Object.fromEntries(CONTENT.map((member) => [member, doc[member]])),
    ...joining(doc),
    ...(doc.addToPartnershipId && { addTo: doc.addToPartnershipId }),
  };
  return keyedHash(`usher:content:v1:${canonicalJson(content)}`, secret);
}

/** Nothing for an acceptance by link: it is for an account of the person's own, which nobody else can put them in. */
function joining({ acceptedBy, partnerAccountId }: Pick<Invitation, 'acceptedBy' | 'partnerAccountId'>) {
  return acceptedBy?.kind === 'user' ? { acceptedBy: acceptedBy.id, acceptedFor: partnerAccountId } : {};
}

/** JSON with sorted members; absent ones and `undefined` are the same. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object' || value instanceof Date) {
    return JSON.stringify(value ?? null);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
