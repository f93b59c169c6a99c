import { reservedOrNew } from '../../models';
import { created, defineEndpoint } from '../http/endpoint';
import { ownWorkspace, presentFolder } from './view';
import { Problem } from '../http/problem';
import { byId } from '../invitations/schema';
import { folder, named } from './schema';

/** Makes a folder; a workspace has each name once, in whatever case. */
export const postWorkspacesByIdFolders = defineEndpoint({
  method: 'post',
  path: '/v1/workspaces/{id}/folders',
  summary: 'Make a folder',
  tag: 'workspaces',
  access: { scope: 'workspaces:write' },
  audit: 'folder_created',
  params: byId,
  body: named,
  responses: { 201: { description: 'The folder; Location lists its records.', schema: folder } },
  async handler({ deps, caller, params, body: { name }, reservedId }) {
    const { _id: workspaceId } = await ownWorkspace(deps, caller, params.id);
    const { accountId } = caller;
    const _id = reservedOrNew('fld', reservedId);
    const made = await deps.stores.workspaces.createFolder({ _id, accountId, workspaceId, name });
    if (made === undefined) {
      throw new Problem('already-exists', { detail: 'The workspace has a folder of that name.' });
    }
    return created(presentFolder(made, 0), `/v1/folders/${made._id}/records`);
  },
});
