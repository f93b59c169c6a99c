import { defineEndpoint, z } from '../http';
import { acceptAsReceiver } from './answer';
import { answerDecided } from './decisions';
import { receivedInvitation } from './visible';
import { customFieldValues } from '../../domain/invitations/invitation-input';
import { termsVersion } from '../terms/schema';
import { DECISION_PROBLEMS, decision } from './schema';

/** Accepts for the account of the signed-in receiver. */
export const postInvitationsByIdAccept = defineEndpoint({
  route: 'post /v1/invitations/{id}/accept',
  summary: 'Accept a received invitation',
  ...decision,
  access: 'signed-in',
  body: z.strictObject({
    customFields: customFieldValues.optional(),
    termsVersion: termsVersion.optional(),
  }),
  problems: [...DECISION_PROBLEMS, 'forbidden', 'terms-changed'],
  async handler(call) {
    const doc = await receivedInvitation(call, call.params.id);
    return answerDecided(call, doc, await acceptAsReceiver(call.deps, call.caller, doc, call.body));
  },
});
