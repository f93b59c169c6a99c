import { defineEndpoint, scalars, z } from '../http';
import { decideByBody } from './decisions';
import { decision } from './schema';

/** Asks a pending partner for more: the form is open again, and the answer comes back for approval. */
export const postInvitationsByIdReturn = defineEndpoint({
  route: 'post /v1/invitations/{id}/return',
  summary: 'Ask a pending partner for more',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: z.strictObject({
    reason: scalars.paragraph().min(1).openapi({ description: 'What is asked for; the applicant reads it.' }),
  }),
  handler: decideByBody('returnInvitation'),
});
