import { reservedOrNew } from '../../domain/ids';
import { created, defineEndpoint, found, Problem } from '../http';
import { folder, named, presentFolder } from './schema';

/** Makes a folder; a workspace has each name once, in whatever case. */
export const postWorkspacesByIdFolders = defineEndpoint({
  route: 'post /v1/workspaces/{id}/folders',
  summary: 'Make a folder',
  access: { scope: 'workspaces:write' },
  audit: 'folder_created',
  body: named,
  responses: { 201: { description: 'The folder; Location lists its records.', schema: folder } },
  problems: ['already-exists'],
  async handler({ deps, caller, params, body: { name }, reservedId }) {
    const { accountId } = caller;
    const { _id: workspaceId } = found(await deps.stores.workspaces.find(accountId, params.id));
    const _id = reservedOrNew('fld', reservedId);
    const made = await deps.stores.workspaces.createFolder({ _id, accountId, workspaceId, name });
    if (made === undefined) {
      throw new Problem('already-exists', { detail: 'The workspace has a folder of that name.' });
    }
    return created(presentFolder(made, 0), `/v1/folders/${made._id}/records`);
  },
});
