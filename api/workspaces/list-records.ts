import { RECORD_SORT_FIELDS } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, readPage } from '../http/lists';
import { ownFolder, presentRecord } from './view';
import { byId, page } from '../invitations/schema';
import { record } from './schema';
import { z } from '../http/schemas/zod';

/** Records of a folder, oldest first unless asked otherwise. */
export const getFoldersByIdRecords = defineEndpoint({
  method: 'get',
  path: '/v1/folders/{id}/records',
  summary: 'List records',
  tag: 'workspaces',
  access: { scope: 'workspaces:read' },
  params: byId,
  query: z.strictObject(listMembers(RECORD_SORT_FIELDS)),
  responses: { 200: { description: 'One page.', schema: page(record) } },
  async handler({ deps, caller, params, query }) {
    const { _id: folderId, accountId } = await ownFolder(deps, caller, params.id);
    const { items, nextCursor } = await readPage(() =>
      deps.stores.workspaces.pageOfRecords({ accountId, folderId, ...query }),
    );
    return ok({ items: items.map(presentRecord), nextCursor });
  },
});
