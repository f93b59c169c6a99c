import { defineEndpoint, scalars, z } from '../http';
import { decideByBody } from './decisions';
import { decision } from './schema';

/** Turns a pending partner down. */
export const postInvitationsByIdReject = defineEndpoint({
  route: 'post /v1/invitations/{id}/reject',
  summary: 'Reject a pending partner',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  handler: decideByBody('rejectInvitation'),
});
