import { defineEndpoint, scalars, z } from '../http';
import { EXPIRY_BOUNDS_MS } from '../../workflows/contract';
import { remindLaterByLink } from '../invitations/answer';
import { answerInvitee } from '../invitations/decisions';
import { answerByLink } from './link-proof';
import { token } from './schema';

/** Asks for a reminder after the duration; the expiry stays where it is. */
export const postPublicInvitationRemindLater = defineEndpoint({
  route: 'post /v1/public/invitation/remind-later',
  summary: 'Ask to be reminded later',
  ...answerByLink,
  body: z.strictObject({ token, in: scalars.duration(EXPIRY_BOUNDS_MS) }),
  async handler({ deps, body, idempotencyKey }) {
    const decided = await remindLaterByLink(deps, body.token, body.in, idempotencyKey);
    return answerInvitee(deps, body.token, decided);
  },
});
