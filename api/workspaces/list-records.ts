import { RECORD_SORT_FIELDS } from '../../models';
import { defineEndpoint, found, listMembers, ok, onePage, readPage, z } from '../http';
import { presentRecords, record } from './schema';

/** Records of a folder, oldest first unless asked otherwise. */
export const getFoldersByIdRecords = defineEndpoint({
  route: 'get /v1/folders/{id}/records',
  summary: 'List records',
  access: { scope: 'workspaces:read' },
  query: z.strictObject(listMembers(RECORD_SORT_FIELDS)),
  responses: onePage(record),
  async handler({ deps, caller: { accountId }, params, query }) {
    const { _id: folderId } = found(await deps.stores.workspaces.findFolder(accountId, params.id));
    const read = () => deps.stores.workspaces.pageOfRecords({ accountId, folderId, ...query });
    const { items, nextCursor } = await readPage(read, (one) => one);
    return ok({ items: await presentRecords(deps, items), nextCursor });
  },
});
