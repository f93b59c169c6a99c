import { byTimeline } from '../audit';
import { defineEndpoint } from '../endpoint';
import { declineByLink } from '../operations/answer-invitation';
import { answerInvitee } from '../operations/decide';
import { provenInvitation } from '../operations/link-proof';
import { queued } from '../schemas/invitation';
import { answered, token } from '../schemas/public';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';

/** Says no, with a reason if the invitee likes. */
export const postPublicInvitationDecline = defineEndpoint({
  method: 'post',
  path: '/v1/public/invitation/decline',
  summary: 'Decline an invitation',
  tag: 'public',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: z.strictObject({ token, reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The invitation is declined.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the answer.', schema: queued },
  },
  async handler({ deps, body }) {
    return answerInvitee(deps, body.token, await declineByLink(deps, body.token, body.reason));
  },
});
