import { RECORD_SORT_FIELDS } from '../../models';
import { defineEndpoint, found, listMembers, ok, onePage, readPage, z } from '../http';
import { presentRecord, record } from './schema';

/** Records of a folder, oldest first unless asked otherwise. */
export const getFoldersByIdRecords = defineEndpoint({
  route: 'get /v1/folders/{id}/records',
  summary: 'List records',
  access: { scope: 'workspaces:read' },
  query: z.strictObject(listMembers(RECORD_SORT_FIELDS)),
  responses: onePage(record),
  async handler({ deps: { stores }, caller: { accountId }, params, query }) {
    const { _id: folderId } = found(await stores.workspaces.findFolder(accountId, params.id));
    const read = () => stores.workspaces.pageOfRecords({ accountId, folderId, ...query });
    return ok(await readPage(read, presentRecord));
  },
});
