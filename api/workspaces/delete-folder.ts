import type { FolderDoc } from '../../models';
import { type ApiDeps, type Caller, defineEndpoint, found, noContent, Problem, z } from '../http';
import { folderInUse } from './folder-in-use';

const query = z.strictObject({
  contents: z
    .enum(['delete'])
    .optional()
    .openapi({
      description:
        '`delete`: also if it holds records or is shared. The records and their files are gone for good then, partners do ' +
        'not see the folder any more, and open invitations that share it go on without it.',
    }),
});

/** Deletes a folder; one that is in use only for who says that they know what goes with it. */
export const deleteFoldersById = defineEndpoint({
  route: 'delete /v1/folders/{id}',
  summary: 'Delete a folder',
  access: { scope: 'workspaces:write' },
  query,
  responses: { 204: { description: 'Deleted, with all that was in it.' } },
  problems: ['folder-in-use', 'storage-unavailable'],
  async handler({ deps, caller, params, query: { contents } }) {
    const folder = found(await deps.stores.workspaces.findFolder(caller.accountId, params.id));
    const { name, recordCount, sharedWith, openInvitations } = await folderInUse(deps, folder);
    if (contents !== 'delete' && recordCount + sharedWith + openInvitations > 0) {
      const detail = `It holds ${recordCount} records, is shared with ${sharedWith} partners, and ${openInvitations} open invitations share it.`;
      throw new Problem('folder-in-use', { detail });
    }
    await deleteWhole(deps, caller, folder);
    return { ...noContent(), audit: { before: { name, recordCount, sharedWith } } };
  },
});

/** The folder comes last: while it is there, the same call finds what is left of it. */
async function deleteWhole({ stores }: ApiDeps, { userId }: Caller, folder: FolderDoc): Promise<void> {
  const { _id, accountId } = folder;
  const actor = { kind: 'user', id: userId } as const;
  for (const { partnershipId } of await stores.shares.ofFolder(_id)) {
    await stores.shares.remove(partnershipId, _id, actor);
  }
  const records = await stores.workspaces.listRecords([_id]);
  await stores.documents.removeOfRecords(records.map((record) => record._id));
  await stores.workspaces.removeFolder(accountId, _id);
}
