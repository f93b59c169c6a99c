import { byTimeline } from '../audit';
import { EXPIRY_BOUNDS_MS } from '../../workflows/contract';
import { defineEndpoint } from '../endpoint';
import { remindLaterByLink } from '../operations/answer-invitation';
import { answerInvitee } from '../operations/decide';
import { provenInvitation } from '../operations/link-proof';
import { queued } from '../schemas/invitation';
import { answered, token } from '../schemas/public';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';

/** Asks for a reminder after the duration; the expiry stays where it is. */
export const postPublicInvitationRemindLater = defineEndpoint({
  method: 'post',
  path: '/v1/public/invitation/remind-later',
  summary: 'Ask to be reminded later',
  tag: 'public',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: z.strictObject({ token, in: scalars.duration(EXPIRY_BOUNDS_MS) }),
  responses: {
    200: { description: 'A reminder will come.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the wish.', schema: queued },
  },
  async handler({ deps, body, idempotencyKey }) {
    const decided = await remindLaterByLink(deps, body.token, body.in, idempotencyKey);
    return answerInvitee(deps, body.token, decided);
  },
});
