import { byTimeline, defineEndpoint, z } from '../http';
import { requireCarried } from '../roles/ceiling';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { invitation, queued } from './schema';

/** Tries again to make the partner, after what failed was put right. */
export const postInvitationsByIdRetry = defineEndpoint({
  route: 'post /v1/invitations/{id}/retry',
  summary: 'Retry provisioning',
  tag: 'invitations',
  access: { scope: 'invitations:retry' },
  audit: byTimeline,
  body: z.strictObject({}),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    if (doc.failure?.type === 'RoleCeiling') await requireCarried(call.deps, call.caller, doc);
    return decideAsUser(call, doc, 'retryProvisioning', {});
  },
});
