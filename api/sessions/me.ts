import { defineEndpoint, ok } from '../http';
import { describeCaller } from './view';
import { meSchema } from './schema';

/** Who the credential speaks for. */
export const getMe = defineEndpoint({
  route: 'get /v1/me',
  summary: 'Show the signed-in user, account and role',
  access: 'signed-in',
  versioned: true,
  responses: { 200: { description: 'The caller.', schema: meSchema } },
  handler: async ({ deps, caller }) => ok(await describeCaller(deps, caller)),
});
