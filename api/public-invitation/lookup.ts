import { byTimeline } from '../http/audit';
import { defineEndpoint, ok } from '../http/endpoint';
import { lookUp } from './view';
import { provenInvitation } from './link-proof';
import { openedInvitation, token } from './schema';
import { z } from '../http/schemas/zod';

/** What the holder of a link may see; notes that it was viewed. */
export const postPublicInvitationLookup = defineEndpoint({
  method: 'post',
  path: '/v1/public/invitation/lookup',
  summary: 'Open an invitation by its link',
  tag: 'public',
  access: 'public',
  provenBy: provenInvitation,
  audit: byTimeline,
  body: z.strictObject({ token }),
  responses: { 200: { description: 'The invitation and its form.', schema: openedInvitation } },
  handler: async ({ deps, body }) => ok(await lookUp(deps, body.token)),
});
