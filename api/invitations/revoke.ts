import { defineEndpoint, scalars, z } from '../http';
import { decideByBody } from './decisions';
import { decision } from './schema';

/** Takes the invitation back; its link is dead at once. */
export const postInvitationsByIdRevoke = defineEndpoint({
  route: 'post /v1/invitations/{id}/revoke',
  summary: 'Revoke an invitation',
  ...decision,
  access: { scope: 'invitations:write' },
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  handler: decideByBody('revokeInvitation'),
});
