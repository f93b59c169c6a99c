import { defined } from '../../domain/defined';
import { reservedOrNew } from '../../domain/ids';
import { DEFAULT_KIND } from '../../models';
import { created, defineEndpoint, found, invalid, Problem } from '../http';
import { checkedRecord, newRecord, presentRecord, record } from './schema';

/** More are too many to look through. */
const MOST_RECORDS = 1_000;

/** Adds a record; partners with whom the folder is shared see it at once. */
export const postFoldersByIdRecords = defineEndpoint({
  route: 'post /v1/folders/{id}/records',
  summary: 'Add a record',
  access: { scope: 'workspaces:write' },
  audit: 'record_created',
  body: newRecord,
  responses: { 201: { description: 'The record.', schema: record } },
  async handler({ deps: { stores }, caller: { accountId }, params, body, reservedId }) {
    const _id = reservedOrNew('rec', reservedId);
    // A folder that is shared with the account belongs to another one.
    const { _id: folderId } = found(await stores.workspaces.findFolder(accountId, params.id));
    if (((await stores.workspaces.countRecords([folderId])).get(folderId) ?? 0) >= MOST_RECORDS) {
      throw invalid([{ pointer: '', detail: `A folder holds at most ${MOST_RECORDS} records.` }]);
    }
    const input = checkedRecord({ kind: DEFAULT_KIND, data: {}, ...defined(body) });
    const made = await stores.workspaces.createRecord({ _id, accountId, folderId, ...input });
    // Somebody deleted the folder meanwhile.
    if ((await stores.workspaces.findFolder(accountId, folderId)) === undefined) {
      await stores.workspaces.removeRecord(accountId, made._id);
      throw new Problem('not-found');
    }
    return created(presentRecord(made), `/v1/records/${made._id}`);
  },
});
