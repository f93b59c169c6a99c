import { defineEndpoint, noContent } from '../endpoint';
import { membershipOf } from '../operations/own-workspace';
import * as scalars from '../schemas/scalars';
import { z } from '../schemas/zod';
import { invalid } from '../validate';

/** Remembers the module in use; the next sign-in lands there. */
export const putMeModule = defineEndpoint({
  method: 'put',
  path: '/v1/me/module',
  summary: 'Remember the module in use',
  tag: 'session',
  access: { scope: 'workspace:own' },
  audit: { exempt: 'A preference of the page.' },
  body: z.strictObject({ module: scalars.key }),
  responses: { 204: { description: 'Remembered.' } },
  async handler({ deps, caller, body: { module: key } }) {
    const { account } = await membershipOf(deps, caller);
    if (!account.modules.some((module) => module.key === key)) {
      throw invalid([{ pointer: '/module', detail: 'The account has no such module.' }]);
    }
    await deps.stores.memberships.setLastModule(caller.accountId, caller.userId, key);
    return noContent();
  },
});
