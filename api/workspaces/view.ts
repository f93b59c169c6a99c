import type { FolderDoc, RecordDoc, WorkspaceDoc } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';

/**
 * A workspace of the caller's account.
 *
 * @throws {@link Problem} 404 for every other ID
 */
export async function ownWorkspace(deps: ApiDeps, caller: Caller, id: string): Promise<WorkspaceDoc> {
  const found = await deps.stores.workspaces.find(caller.accountId, id);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/**
 * A folder of the caller's account.
 *
 * @throws {@link Problem} 404 for every other ID, those of folders shared with the account included
 */
export async function ownFolder(deps: ApiDeps, caller: Caller, id: string): Promise<FolderDoc> {
  const found = await deps.stores.workspaces.findFolder(caller.accountId, id);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** A workspace as the API answers it. */
export function presentWorkspace({ _id, name, createdAt }: WorkspaceDoc) {
  return { id: _id, name, createdAt: createdAt.toISOString() };
}

/** A folder as the API answers it. */
export function presentFolder({ _id, workspaceId, name, createdAt }: FolderDoc, recordCount: number) {
  return { id: _id, workspaceId, name, recordCount, createdAt: createdAt.toISOString() };
}

/** A record as the API answers it. */
export function presentRecord({ _id, folderId, name, kind, data, createdAt }: RecordDoc) {
  return { id: _id, folderId, name, kind, data, createdAt: createdAt.toISOString() };
}
