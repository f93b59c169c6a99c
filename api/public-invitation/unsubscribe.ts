import { byTimeline, defineEndpoint, ok, z } from '../http';
import { unsubscribe } from './link-requests';
import { answered, token } from './schema';

/** Stops reminders at once; the invitation itself stays open. */
export const postPublicInvitationUnsubscribe = defineEndpoint({
  route: 'post /v1/public/invitation/unsubscribe',
  summary: 'Stop reminders',
  access: 'public',
  audit: byTimeline,
  body: z.strictObject({ token }),
  responses: { 200: { description: 'No reminder will come any more.', schema: answered } },
  problems: ['not-found', 'link-replaced'],
  async handler({ deps, body }) {
    await unsubscribe(deps, body.token);
    return ok({ status: 'unsubscribed' });
  },
});
