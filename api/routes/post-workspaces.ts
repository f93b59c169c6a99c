import { created, defineEndpoint } from '../endpoint';
import { presentWorkspace } from '../operations/workspaces';
import { named, workspace } from '../schemas/workspace';

/** Makes an empty workspace. */
export const postWorkspaces = defineEndpoint({
  method: 'post',
  path: '/v1/workspaces',
  summary: 'Make a workspace',
  tag: 'workspaces',
  access: { scope: 'workspaces:write' },
  audit: 'workspace_created',
  body: named,
  responses: { 201: { description: 'The workspace; Location lists its folders.', schema: workspace } },
  async handler({ deps, caller, body: { name } }) {
    const made = await deps.stores.workspaces.create({ accountId: caller.accountId, name });
    return created(presentWorkspace(made), `/v1/workspaces/${made._id}/folders`);
  },
});
