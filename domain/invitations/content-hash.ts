import { isKeyedHash, type KeyRing, keyedHashes } from '../security/key-ring';
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

type Content = Pick<
  Invitation,
  (typeof CONTENT)[number] | 'acceptedBy' | 'partnerAccountId' | 'addToPartnershipId'
>;

/**
 * HMAC-SHA-256 (base64url) over the canonical JSON of what is approved: equal content gives an equal hash
 * whatever the order of its members, and without the secret nothing can be guessed from it. With the newest key, unless
 * approvals of this very content were hashed with an older one: a vote counts on when the secret changes.
 */
export function contentHash(doc: Content & Partial<Pick<Invitation, 'approvals'>>, ring: KeyRing): string {
  const [newest = '', ...older] = keyedHashes(textOf(doc), ring);
  return older.find((hash) => doc.approvals?.some((one) => one.contentHash === hash)) ?? newest;
}

/** Whether a hash is the {@link contentHash} of this content with any of the keys. */
export const isContentHash = (hash: string, doc: Content, ring: KeyRing): boolean =>
  isKeyedHash(hash, textOf(doc), ring);

function textOf(doc: Content): string {
  const content = {
    ...Object.fromEntries(CONTENT.map((member) => [member, doc[member]])),
    ...joining(doc),
    ...(doc.addToPartnershipId && { addTo: doc.addToPartnershipId }),
  };
  return `usher:content:v1:${canonicalJson(content)}`;
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
