import { reservedOrNew } from '../../domain/ids';
import { created, defineEndpoint, found } from '../http';
import { newRecord, presentRecord, record } from './schema';

/** Adds a record; partners with whom the folder is shared see it at once. */
export const postFoldersByIdRecords = defineEndpoint({
  route: 'post /v1/folders/{id}/records',
  summary: 'Add a record',
  access: { scope: 'workspaces:write' },
  audit: 'record_created',
  body: newRecord,
  responses: { 201: { description: 'The record.', schema: record } },
  async handler({ deps: { stores }, caller: { accountId }, params, body, reservedId }) {
    const _id = reservedOrNew('rec', reservedId);
    // A folder that is shared with the account belongs to another one.
    const { _id: folderId } = found(await stores.workspaces.findFolder(accountId, params.id));
    const made = await stores.workspaces.createRecord({ _id, accountId, folderId, ...body });
    return created(presentRecord(made));
  },
});
