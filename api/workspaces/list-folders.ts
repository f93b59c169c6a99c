import type { FolderDoc } from '../../models';
import { defineEndpoint, found, ok, onePage, shortList } from '../http';
import { folder, presentFolder } from './schema';

const list = shortList('name', ({ _id }: FolderDoc) => _id, {
  name: ({ nameKey }) => nameKey,
  createdAt: ({ createdAt }) => createdAt.getTime(),
});

/** Folders of a workspace with the number of their records, by name unless asked otherwise. */
export const getWorkspacesByIdFolders = defineEndpoint({
  route: 'get /v1/workspaces/{id}/folders',
  summary: 'List folders',
  access: { scope: 'workspaces:read' },
  query: list.query,
  responses: onePage(folder),
  async handler({ deps: { stores }, caller: { accountId }, params, query }) {
    const { _id } = found(await stores.workspaces.find(accountId, params.id));
    const all = await stores.workspaces.listFolders(accountId, _id);
    const { items, nextCursor } = await list.page(all, query, (one) => one);
    const counts = await stores.workspaces.countRecords(items.map((one) => one._id));
    return ok({ items: items.map((one) => presentFolder(one, counts.get(one._id) ?? 0)), nextCursor });
  },
});
