import { defineEndpoint, ok, z } from '../http';
import { presentView } from './held';
import { savedView } from './schema';

/** The saved views that the caller finds: their own ones and those that the account shares, by name. */
export const getMeViews = defineEndpoint({
  route: 'get /v1/me/views',
  summary: 'List your saved views',
  access: 'signed-in',
  responses: { 200: { description: 'All of them.', schema: z.object({ items: z.array(savedView) }) } },
  async handler({ deps, caller }) {
    const views = await deps.stores.savedViews.visible(caller.accountId, caller.userId);
    return ok({ items: views.map((view) => presentView(caller, view)) });
  },
});
