import type { WorkspaceDoc } from '../../models';
import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { presentWorkspace } from './view';
import { page } from '../invitations/schema';
import { workspace } from './schema';
import { z } from '../http/schemas/zod';

const columns = {
  createdAt: ({ createdAt }: WorkspaceDoc) => createdAt.getTime(),
  name: ({ name }: WorkspaceDoc) => searchKey(name),
};

/** The account's own workspaces, oldest first unless asked otherwise. */
export const getWorkspaces = defineEndpoint({
  method: 'get',
  path: '/v1/workspaces',
  summary: 'List workspaces',
  tag: 'workspaces',
  access: { scope: 'workspaces:read' },
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(workspace) } },
  async handler({ deps, caller, query: { sort = 'createdAt', ...wanted } }) {
    const all = await deps.stores.workspaces.list(caller.accountId);
    const idOf = ({ _id }: WorkspaceDoc) => _id;
    const { items, nextCursor } = await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted }));
    return ok({ items: items.map(presentWorkspace), nextCursor });
  },
});
