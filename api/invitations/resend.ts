import { defineEndpoint, z } from '../http';
import { withAllowance } from '../email/allowance';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Mails a new link and kills the old one; the expiry moves unless told not to. */
export const postInvitationsByIdResend = defineEndpoint({
  route: 'post /v1/invitations/{id}/resend',
  summary: 'Send a new link',
  ...decision,
  access: { scope: ['invitations:write', 'invitations:resend'] },
  body: z.strictObject({ extendExpiry: z.boolean().optional() }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    const { extendExpiry = true } = call.body;
    return withAllowance(call.deps, doc, () => decideAsUser(call, doc, 'resendInvitation', { extendExpiry }));
  },
});
