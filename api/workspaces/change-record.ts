import { defined } from '../../domain/defined';
import { defineEndpoint, found, ok } from '../http';
import { checkedRecord, presentOneRecord, record, recordChanges } from './schema';
import { ownRecord } from './visible-record';
import { getRecordsById } from './get-record';

/** Changes what is said of a record; partners who see it see it so at once. */
export const patchRecordsById = defineEndpoint({
  route: 'patch /v1/records/{id}',
  summary: 'Change a record',
  access: { scope: 'workspaces:write' },
  edits: getRecordsById,
  audit: 'record_changed',
  body: recordChanges,
  responses: { 200: { description: 'The record as it is now.', schema: record } },
  async handler({ deps, caller, params, body }) {
    const { kind, data } = await ownRecord(deps, caller, params.id);
    const changes = checkedRecord({ kind, data, ...defined(body) });
    const { workspaces } = deps.stores;
    const changed = found(await workspaces.changeRecord(caller.accountId, params.id, changes));
    return ok(await presentOneRecord(deps, changed));
  },
});
