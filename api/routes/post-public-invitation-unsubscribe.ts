import { byTimeline } from '../audit';
import { defineEndpoint, ok } from '../endpoint';
import { unsubscribe } from '../operations/link-requests';
import { answered, token } from '../schemas/public';
import { z } from '../schemas/zod';

/** Stops reminders at once; the invitation itself stays open. */
export const postPublicInvitationUnsubscribe = defineEndpoint({
  method: 'post',
  path: '/v1/public/invitation/unsubscribe',
  summary: 'Stop reminders',
  tag: 'public',
  access: 'public',
  audit: byTimeline,
  body: z.strictObject({ token }),
  responses: { 200: { description: 'No reminder will come any more.', schema: answered } },
  async handler({ deps, body }) {
    await unsubscribe(deps, body.token);
    return ok({ status: 'unsubscribed' });
  },
});
