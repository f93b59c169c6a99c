import { searchKey, type WorkspaceDoc } from '../../models';
import { defineEndpoint, ok, onePage, shortList } from '../http';
import { presentWorkspace, workspace } from './schema';

const list = shortList('createdAt', ({ _id }: WorkspaceDoc) => _id, {
  createdAt: ({ createdAt }) => createdAt.getTime(),
  name: ({ name }) => searchKey(name),
});

/** The account's own workspaces, oldest first unless asked otherwise. */
export const getWorkspaces = defineEndpoint({
  route: 'get /v1/workspaces',
  summary: 'List workspaces',
  access: { scope: 'workspaces:read' },
  query: list.query,
  responses: onePage(workspace),
  handler: async ({ deps, caller, query }) =>
    ok(await list.page(await deps.stores.workspaces.list(caller.accountId), query, presentWorkspace)),
});
