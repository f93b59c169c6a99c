import { defineEndpoint, z } from '../http';
import { requireCarried } from '../roles/ceiling';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Tries again to make the partner, after what failed was put right. */
export const postInvitationsByIdRetry = defineEndpoint({
  route: 'post /v1/invitations/{id}/retry',
  summary: 'Retry provisioning',
  ...decision,
  access: { scope: 'invitations:retry' },
  body: z.strictObject({}),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    if (doc.failure?.type === 'RoleCeiling') await requireCarried(call.deps, call.caller, doc);
    return decideAsUser(call, doc, 'retryProvisioning', {});
  },
});
