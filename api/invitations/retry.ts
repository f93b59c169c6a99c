import { byTimeline } from '../http/audit';
import { defineEndpoint } from '../http/endpoint';
import { requireCarried } from '../roles/ceiling';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { byId, invitation, queued } from './schema';
import { z } from '../http/schemas/zod';

/** Tries again to make the partner, after what failed was put right. */
export const postInvitationsByIdRetry = defineEndpoint({
  method: 'post',
  path: '/v1/invitations/{id}/retry',
  summary: 'Retry provisioning',
  tag: 'invitations',
  access: { scope: 'invitations:retry' },
  audit: byTimeline,
  params: byId,
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
