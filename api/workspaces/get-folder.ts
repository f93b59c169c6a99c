import { defineEndpoint, found, ok } from '../http';
import { folder, presentFolder } from './schema';

/** One folder, with the number of its records. */
export const getFoldersById = defineEndpoint({
  route: 'get /v1/folders/{id}',
  summary: 'Show a folder',
  access: { scope: 'workspaces:read' },
  responses: { 200: { description: 'The folder.', schema: folder } },
  async handler({ deps: { stores }, caller: { accountId }, params }) {
    const one = found(await stores.workspaces.findFolder(accountId, params.id));
    const counts = await stores.workspaces.countRecords([one._id]);
    return ok(presentFolder(one, counts.get(one._id) ?? 0));
  },
});
