import { defineEndpoint, found, ok } from '../http';
import { folderInUse } from './folder-in-use';
import { folderDetails } from './schema';

/** One folder, with what it holds and who depends on it. */
export const getFoldersById = defineEndpoint({
  route: 'get /v1/folders/{id}',
  summary: 'Show a folder',
  access: { scope: 'workspaces:read' },
  versioned: true,
  responses: { 200: { description: 'The folder.', schema: folderDetails } },
  handler: async ({ deps, caller: { accountId }, params }) =>
    ok(await folderInUse(deps, found(await deps.stores.workspaces.findFolder(accountId, params.id)))),
});
