import { defineEndpoint, scalars, z } from '../http';
import { approvableHash } from './approval';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Approves what the approver saw; after a change in between it is refused. */
export const postInvitationsByIdApprove = defineEndpoint({
  route: 'post /v1/invitations/{id}/approve',
  summary: 'Approve a pending partner',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: z.strictObject({
    note: scalars.paragraph().optional(),
    contentHash: z.string().min(1).max(100).optional(),
  }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    const hash = await approvableHash(call, doc, call.body.contentHash);
    return decideAsUser(call, doc, 'approveInvitation', { reason: call.body.note, contentHash: hash });
  },
});
