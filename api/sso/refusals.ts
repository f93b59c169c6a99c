import { Problem } from '../http';

/** Why nobody is signed in by an identity provider, in words for whoever tried. */
export const SSO_REFUSALS = {
  cancelled: 'You did not sign in there. Try again.',
  answer: 'The identity provider gave an answer that does not hold. Begin again.',
  'other-browser': 'The sign-in began in another browser, or too long ago. Begin again.',
  unverified: 'The identity provider does not say that your e-mail address is verified.',
  'other-domain': 'Your address is not of a domain that this account may sign in.',
  'no-member': 'You are no member of this account. Ask its administrator to add you.',
  'other-user': 'Your identity belongs to another user here than your address. Ask your administrator.',
  'other-subject':
    'Your address signed in here before with another identity. Your administrator can let it be bound anew.',
} as const;

/** Name of a reason, as the audit log has it. */
export type SsoRefusal = keyof typeof SSO_REFUSALS;

/** 403 `sso-refused` with the reason. */
export function ssoRefused(reason: SsoRefusal, cause?: unknown): Problem {
  return new Problem('sso-refused', { detail: SSO_REFUSALS[reason] }, cause);
}
