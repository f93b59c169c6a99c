import { defineEndpoint, found, ok, Problem } from '../http';
import { folderInUse } from './folder-in-use';
import { getFoldersById } from './get-folder';
import { folderDetails, named } from './schema';

/** Gives a folder another name, which everybody with whom it is shared sees at once. */
export const patchFoldersById = defineEndpoint({
  route: 'patch /v1/folders/{id}',
  summary: 'Rename a folder',
  access: { scope: 'workspaces:write' },
  edits: getFoldersById,
  audit: 'folder_changed',
  body: named,
  responses: { 200: { description: 'The folder as it is now.', schema: folderDetails } },
  problems: ['already-exists'],
  async handler({ deps, caller: { accountId }, params: { id }, body: { name } }) {
    const outcome = found(await deps.stores.workspaces.renameFolder(accountId, id, name));
    if (outcome === 'taken') {
      const errors = [{ pointer: '/name', detail: 'The workspace has a folder of that name.' }];
      throw new Problem('already-exists', { errors });
    }
    return ok(await folderInUse(deps, outcome));
  },
});
