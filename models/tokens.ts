import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkMaker } from '../activities/ports';

type Purpose = 'invitation' | 'unsubscribe' | 'set-password';

const FORM = /^v1\.((?:inv|usr)_[0-9A-HJKMNP-TV-Z]{26})\.(0|[1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/;
const MAX_TOKEN_CHARS = 100;

/** Makes every token and link; the same input gives the same token, so a repeated e-mail has the same link. */
export interface Tokens extends LinkMaker {
  invitationToken(invitationId: string, version: number): string;
  unsubscribeToken(invitationId: string): string;
  setPasswordToken(userId: string, passwordVersion: number): string;
  /** What a genuine token names; `undefined` for anything else. Whether the version is current is not asked. */
  verifyInvitationToken(text: string): { invitationId: string; version: number } | undefined;
  verifyUnsubscribeToken(text: string): { invitationId: string } | undefined;
  verifySetPasswordToken(text: string): { userId: string; passwordVersion: number } | undefined;
}

/**
 * Tokens `v1.<id>.<version>.<HMAC-SHA-256>`, bound to their purpose: one of another purpose never
 * verifies. `publicUrl` is the base of every link, without a slash at its end.
 */
export function createTokens({ secret, publicUrl }: { secret: string; publicUrl: string }): Tokens {
  const sign = (purpose: Purpose, id: string, version: number) =>
    createHmac('sha256', secret).update(`usher:${purpose}:v1:${id}:${version}`).digest('base64url');
  const make = (purpose: Purpose, id: string, version: number) =>
    `v1.${id}.${version}.${sign(purpose, id, version)}`;
  const verify = (purpose: Purpose, prefix: string, text: string) => {
    const parts = text.length > MAX_TOKEN_CHARS ? null : FORM.exec(text);
    const [id, version, mac] = [parts?.[1], Number(parts?.[2]), parts?.[3]];
    if (id === undefined || mac === undefined || !id.startsWith(prefix)) return undefined;
    const expected = Buffer.from(sign(purpose, id, version));
    return timingSafeEqual(Buffer.from(mac), expected) ? { id, version } : undefined;
  };
  const link = (page: string, token: string) => `${publicUrl}${page}?token=${token}`;
  return {
    invitationToken: (id, version) => make('invitation', id, version),
    unsubscribeToken: (id) => make('unsubscribe', id, 0),
    setPasswordToken: (id, version) => make('set-password', id, version),
    verifyInvitationToken(text) {
      const found = verify('invitation', 'inv_', text);
      return found && { invitationId: found.id, version: found.version };
    },
    verifyUnsubscribeToken(text) {
      const found = verify('unsubscribe', 'inv_', text);
      return found && { invitationId: found.id };
    },
    verifySetPasswordToken(text) {
      const found = verify('set-password', 'usr_', text);
      return found && { userId: found.id, passwordVersion: found.version };
    },
    invitationLink: (id, version) => link('/invitation', make('invitation', id, version)),
    declineLink: (id, version) => `${link('/invitation', make('invitation', id, version))}&intent=decline`,
    unsubscribeLink: (id) => link('/unsubscribe', make('unsubscribe', id, 0)),
    setPasswordLink: (id, version) => link('/set-password', make('set-password', id, version)),
    signInLink: () => `${publicUrl}/sign-in`,
    invitationPage: (id) => `${publicUrl}/invitations/${id}`,
  };
}
