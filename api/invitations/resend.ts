import { byTimeline, defineEndpoint, z } from '../http';
import { withAllowance } from '../email/allowance';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { invitation, queued } from './schema';

/** Mails a new link and kills the old one; the expiry moves unless told not to. */
export const postInvitationsByIdResend = defineEndpoint({
  route: 'post /v1/invitations/{id}/resend',
  summary: 'Send a new link',
  tag: 'invitations',
  access: { scope: ['invitations:write', 'invitations:resend'] },
  audit: byTimeline,
  body: z.strictObject({ extendExpiry: z.boolean().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    const { extendExpiry = true } = call.body;
    return withAllowance(call.deps, doc, () => decideAsUser(call, doc, 'resendInvitation', { extendExpiry }));
  },
});
