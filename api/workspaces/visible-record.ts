import type { FolderDoc, RecordDoc } from '../../models';
import { type ApiDeps, type Caller, found, may, Problem } from '../http';
import { requireTerms } from '../terms/own';

/** A record, the folder it stands in, and the account that shares it with the caller's; null for an own one. */
export interface VisibleRecord {
  readonly record: RecordDoc;
  readonly folder: Pick<FolderDoc, 'name'>;
  readonly from: string | null;
}

/**
 * A record that the caller may see: of the own account, or in a folder that an active partner shares with it at this
 * moment.
 *
 * @throws {@link Problem} 404 for everything else, 403 while terms wait for the reader of a shared one
 */
export async function visibleRecord(deps: ApiDeps, caller: Caller, id: string): Promise<VisibleRecord> {
  const record = found(await deps.stores.workspaces.findRecord(id));
  if (record.accountId === caller.accountId && may(caller, 'workspaces:read')) {
    return {
      record,
      folder: found(await deps.stores.workspaces.findFolder(caller.accountId, record.folderId)),
      from: null,
    };
  }
  if (!may(caller, 'workspace:own')) throw new Problem('not-found');
  const folder = found(await deps.stores.shares.findShared(caller.accountId, record.folderId));
  await requireTerms(deps, caller);
  return { record, folder, from: folder.from };
}

/**
 * A record of the own account, to be changed.
 *
 * @throws {@link Problem} 404 for one of anybody else
 */
export async function ownRecord({ stores }: ApiDeps, { accountId }: Caller, id: string): Promise<RecordDoc> {
  const record = found(await stores.workspaces.findRecord(id));
  if (record.accountId !== accountId) throw new Problem('not-found');
  return record;
}
