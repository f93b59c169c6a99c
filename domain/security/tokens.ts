import type { LinkMaker } from '../ports';
import { addressMark } from './address-mark';
import { currentKey, isKeyedHash, keyedHash, type KeyRing, keysOf } from './key-ring';
import { parseEmailAddress } from '../email-address';

type Purpose = 'invitation' | 'unsubscribe' | 'set-password' | 'membership-offer' | 'application';

const FORM = /^v1\.((?:inv|usr|off|apl)_[0-9A-HJKMNP-TV-Z]{26})\.(0|[1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/;
const MAX_TOKEN_CHARS = 100;

/**
 * A token of the right form. It proves nothing until it was held against the address that it was mailed to;
 * whether its version is current is not asked.
 */
export interface MailedToken {
  readonly id: string;
  readonly version: number;
  /** Whether it is genuine and was mailed to this address. */
  isFor(address: string): boolean;
  /** Whether it is genuine and was mailed to an address with one of these marks (see `addressMark`). */
  wasFor(marks: readonly string[]): boolean;
}

/** Makes every token and link; the same input gives the same token, so a repeated e-mail has the same link. */
export interface Tokens extends LinkMaker {
  invitationToken(invitationId: string, version: number, address: string): string;
  unsubscribeToken(invitationId: string, address: string): string;
  setPasswordToken(userId: string, passwordVersion: number, address: string): string;
  /** What a token says it is; `undefined` when its form is wrong. */
  readInvitationToken(text: string): MailedToken | undefined;
  readUnsubscribeToken(text: string): MailedToken | undefined;
  readSetPasswordToken(text: string): MailedToken | undefined;
  readOfferToken(text: string): MailedToken | undefined;
  readApplicationToken(text: string): MailedToken | undefined;
}

/** Makes and reads tokens `v1.<id>.<version>.<HMAC-SHA-256>`. */
function signer(ring: KeyRing) {
  const textOf = (purpose: Purpose, id: string, version: number, mark: string) =>
    `usher:${purpose}:v2:${id}:${version}:${mark}`;
  const markOf = (address: string, key: string) => {
    const emailKey = parseEmailAddress(address)?.key;
    return emailKey === undefined ? undefined : addressMark(emailKey, key);
  };
  const make = (purpose: Purpose, id: string, version: number, address: string) => {
    const key = currentKey(ring);
    const mark = markOf(address, key);
    if (mark === undefined) throw new RangeError('A token needs the address that it is mailed to.');
    return `v1.${id}.${version}.${keyedHash(textOf(purpose, id, version, mark), key)}`;
  };
  const read = (purpose: Purpose, prefix: string, text: string): MailedToken | undefined => {
    const parts = text.length > MAX_TOKEN_CHARS ? null : FORM.exec(text);
    const [id, version, mac] = [parts?.[1], Number(parts?.[2]), parts?.[3]];
    if (id === undefined || mac === undefined || !id.startsWith(prefix)) return undefined;
    const matches = (mark: string | undefined, keys: KeyRing) =>
      mark !== undefined && isKeyedHash(mac, textOf(purpose, id, version, mark), keys);
    return {
      id,
      version,
      isFor: (address) => keysOf(ring).some((key) => matches(markOf(address, key), key)),
      wasFor: (marks) => marks.some((mark) => matches(mark, ring)),
    };
  };
  return { make, read };
}

/**
 * Tokens `v1.<id>.<version>.<HMAC-SHA-256>`, bound to their purpose and to the address they are mailed to: one
 * of another purpose or for another address never verifies, one made with an older key does. `publicUrl` is the base of
 * every link, without a slash at its end.
 */
export function createTokens({ secret, publicUrl }: { secret: KeyRing; publicUrl: string }): Tokens {
  const { make, read } = signer(secret);
  const link = (page: string, token: string) => `${publicUrl}${page}?token=${token}`;
  const invitationLink = (id: string, version: number, address: string) =>
    link('/invitation', make('invitation', id, version, address));
  return {
    invitationToken: (id, version, address) => make('invitation', id, version, address),
    unsubscribeToken: (id, address) => make('unsubscribe', id, 0, address),
    setPasswordToken: (id, version, address) => make('set-password', id, version, address),
    readInvitationToken: (text) => read('invitation', 'inv_', text),
    readUnsubscribeToken: (text) => read('unsubscribe', 'inv_', text),
    readSetPasswordToken: (text) => read('set-password', 'usr_', text),
    readOfferToken: (text) => read('membership-offer', 'off_', text),
    readApplicationToken: (text) => read('application', 'apl_', text),
    invitationLink,
    declineLink: (id, version, address) => `${invitationLink(id, version, address)}&intent=decline`,
    unsubscribeLink: (id, address) => link('/unsubscribe', make('unsubscribe', id, 0, address)),
    setPasswordLink: (id, version, address) =>
      link('/set-password', make('set-password', id, version, address)),
    membershipOfferLink: (id, version, address) =>
      link('/set-password', make('membership-offer', id, version, address)),
    applicationLink: (slug, requestId, address) =>
      link(`/apply/${slug}/form`, make('application', requestId, 1, address)),
    membershipsPage: () => `${publicUrl}/memberships`,
    signInLink: () => `${publicUrl}/sign-in`,
    invitationPage: (id) => `${publicUrl}/invitations/${id}`,
    explorerPage: () => `${publicUrl}/partner-explorer`,
    notificationsPage: () => `${publicUrl}/notifications`,
    apiKeysPage: () => `${publicUrl}/api-keys`,
  };
}
