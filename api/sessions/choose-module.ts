import { defineEndpoint, invalid, noContent, scalars, z } from '../http';
import { membershipOf } from './view';

/** Remembers the module in use; the next sign-in lands there. */
export const putMeModule = defineEndpoint({
  route: 'put /v1/me/module',
  summary: 'Remember the module in use',
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
