import { byTimeline } from '../audit';
import { defineEndpoint, ok } from '../endpoint';
import { lookUp } from '../operations/public-invitation';
import { provenInvitation } from '../operations/link-proof';
import { openedInvitation, token } from '../schemas/public';
import { z } from '../schemas/zod';

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
