import type { FolderDoc } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { ownWorkspace, presentFolder } from './view';
import { byId, page } from '../invitations/schema';
import { folder } from './schema';
import { z } from '../http/schemas/zod';

const columns = {
  name: ({ nameKey }: FolderDoc) => nameKey,
  createdAt: ({ createdAt }: FolderDoc) => createdAt.getTime(),
};

/** Folders of a workspace with the number of their records, by name unless asked otherwise. */
export const getWorkspacesByIdFolders = defineEndpoint({
  method: 'get',
  path: '/v1/workspaces/{id}/folders',
  summary: 'List folders',
  tag: 'workspaces',
  access: { scope: 'workspaces:read' },
  params: byId,
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(folder) } },
  async handler({ deps, caller, params, query: { sort = 'name', ...wanted } }) {
    const { _id } = await ownWorkspace(deps, caller, params.id);
    const all = await deps.stores.workspaces.listFolders(caller.accountId, _id);
    const idOf = (one: FolderDoc) => one._id;
    const { items, nextCursor } = await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted }));
    const counts = await deps.stores.workspaces.countRecords(items.map(idOf));
    return ok({ items: items.map((one) => presentFolder(one, counts.get(one._id) ?? 0)), nextCursor });
  },
});
