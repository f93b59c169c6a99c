import { defineEndpoint, ok } from '../http';
import { landingModule, membershipOf } from './view';
import { requireTerms } from '../terms/own';
import { presentRecords } from '../workspaces/schema';
import { ownWorkspaceSchema } from './schema';

/** The caller's own workspace: modules, where to land, and what active partners share with the account. */
export const getMeWorkspace = defineEndpoint({
  route: 'get /v1/me/workspace',
  summary: 'Show the own workspace with "Shared with me"',
  access: { scope: 'workspace:own' },
  responses: { 200: { description: 'The workspace.', schema: ownWorkspaceSchema } },
  problems: ['terms-not-accepted'],
  async handler({ deps, caller }) {
    await requireTerms(deps, caller);
    const [{ account, membership }, folders] = await Promise.all([
      membershipOf(deps, caller),
      deps.stores.shares.sharedFolders(caller.accountId),
    ]);
    return ok({
      modules: account.modules.map(({ key, name }) => ({ key, name })),
      initialModule: landingModule(account, membership),
      sharedFolders: await Promise.all(
        folders.map(async ({ folderId, name, from, records }) => ({
          ...{ folderId, name, from, records: await presentRecords(deps, records) },
        })),
      ),
    });
  },
});
