import { defineEndpoint, scalars, z } from '../http';
import { decideByBody } from './decisions';
import { decision } from './schema';

/** Lets the invitation live for the duration from now on. */
export const postInvitationsByIdExtend = defineEndpoint({
  route: 'post /v1/invitations/{id}/extend',
  summary: 'Move the expiry',
  ...decision,
  access: { scope: 'invitations:write' },
  body: z.strictObject({ expiresIn: scalars.duration() }),
  handler: decideByBody('extendInvitation'),
});
