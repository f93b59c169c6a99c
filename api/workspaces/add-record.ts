import { reservedOrNew } from '../../models';
import { created, defineEndpoint } from '../http/endpoint';
import { ownFolder, presentRecord } from './view';
import { byId } from '../invitations/schema';
import { newRecord, record } from './schema';

/** Adds a record; partners with whom the folder is shared see it at once. */
export const postFoldersByIdRecords = defineEndpoint({
  method: 'post',
  path: '/v1/folders/{id}/records',
  summary: 'Add a record',
  tag: 'workspaces',
  access: { scope: 'workspaces:write' },
  audit: 'record_created',
  params: byId,
  body: newRecord,
  responses: { 201: { description: 'The record.', schema: record } },
  async handler({ deps, caller, params, body, reservedId }) {
    const _id = reservedOrNew('rec', reservedId);
    const { _id: folderId, accountId } = await ownFolder(deps, caller, params.id);
    const made = await deps.stores.workspaces.createRecord({ _id, accountId, folderId, ...body });
    return created(presentRecord(made));
  },
});
