import { defineEndpoint, ok, z } from '../http';
import { lookUp } from './view';
import { byLink } from './link-proof';
import { openedInvitation, token } from './schema';

/** What the holder of a link may see; notes that it was viewed. */
export const postPublicInvitationLookup = defineEndpoint({
  route: 'post /v1/public/invitation/lookup',
  summary: 'Open an invitation by its link',
  ...byLink,
  body: z.strictObject({ token }),
  responses: { 200: { description: 'The invitation and its form.', schema: openedInvitation } },
  problems: ['not-found', 'invitation-closed', 'invitation-expired', 'link-replaced'],
  handler: async ({ deps, body }) => ok(await lookUp(deps, body.token)),
});
