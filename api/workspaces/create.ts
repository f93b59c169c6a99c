import { reservedOrNew } from '../../domain/ids';
import { created, defineEndpoint } from '../http';
import { named, presentWorkspace, workspace } from './schema';

/** Makes an empty workspace. */
export const postWorkspaces = defineEndpoint({
  route: 'post /v1/workspaces',
  summary: 'Make a workspace',
  access: { scope: 'workspaces:write' },
  audit: 'workspace_created',
  body: named,
  responses: { 201: { description: 'The workspace; Location lists its folders.', schema: workspace } },
  async handler({ deps, caller, body: { name }, reservedId }) {
    const _id = reservedOrNew('wsp', reservedId);
    const made = await deps.stores.workspaces.create({ _id, accountId: caller.accountId, name });
    return created(presentWorkspace(made), `/v1/workspaces/${made._id}/folders`);
  },
});
