import type { FolderDoc } from '../../models';
import { type ApiDeps, present } from '../http';
import { folderDetails } from './schema';

/** A folder with all that depends on it. */
export async function folderInUse({ stores }: ApiDeps, doc: FolderDoc) {
  const { _id, accountId } = doc;
  const [counts, shares, openInvitations] = await Promise.all([
    stores.workspaces.countRecords([_id]),
    stores.shares.ofFolder(_id),
    stores.invitations.countSharing(accountId, _id),
  ]);
  const recordCount = counts.get(_id) ?? 0;
  return present(folderDetails, { ...doc, recordCount, sharedWith: shares.length, openInvitations });
}
