import { defineEndpoint, ok } from '../endpoint';
import { describeCaller } from '../operations/describe-caller';
import { meSchema } from '../schemas/me';

/** Who the credential speaks for. */
export const getMe = defineEndpoint({
  method: 'get',
  path: '/v1/me',
  summary: 'Show the signed-in user, account and role',
  tag: 'session',
  access: 'signed-in',
  responses: { 200: { description: 'The caller.', schema: meSchema } },
  handler: async ({ deps, caller }) => ok(await describeCaller(deps, caller)),
});
