import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { EXPIRY_BOUNDS_MS } from '../../workflows/contract';
import { remindLaterByLink } from '../invitations/answer';
import { answerInvitee } from '../invitations/decisions';
import { provenInvitation } from './link-proof';
import { LINK_PROBLEMS, queued } from '../invitations/schema';
import { answered, token } from './schema';

/** Asks for a reminder after the duration; the expiry stays where it is. */
export const postPublicInvitationRemindLater = defineEndpoint({
  route: 'post /v1/public/invitation/remind-later',
  summary: 'Ask to be reminded later',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: z.strictObject({ token, in: scalars.duration(EXPIRY_BOUNDS_MS) }),
  responses: {
    200: { description: 'A reminder will come.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the wish.', schema: queued },
  },
  problems: LINK_PROBLEMS,
  async handler({ deps, body, idempotencyKey }) {
    const decided = await remindLaterByLink(deps, body.token, body.in, idempotencyKey);
    return answerInvitee(deps, body.token, decided);
  },
});
