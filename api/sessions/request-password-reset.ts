import { accepted, defineEndpoint, z } from '../http';
import { requestPasswordReset } from './password-reset';

/**
 * Mails a link to set a new password, or what an address without an account is waiting for; the answer tells
 * neither.
 */
export const postPasswordResets = defineEndpoint({
  route: 'post /v1/password-resets',
  summary: 'Ask for a link to set a new password',
  access: 'public',
  audit: { exempt: 'It must cost the same whether the address is known or not; setting one is audited.' },
  body: z.strictObject({ email: z.string().min(1).max(254) }),
  responses: {
    202: {
      description: 'If the address belongs to a user, or to somebody who is invited, a link is on its way.',
      schema: z.object({ status: z.literal('requested') }),
    },
  },
  problems: ['temporal-unavailable'],
  async handler({ deps, body }) {
    await requestPasswordReset(deps, body.email);
    return accepted({ status: 'requested' });
  },
});
