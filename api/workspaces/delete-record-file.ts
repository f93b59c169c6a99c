import { defineEndpoint, noContent } from '../http';
import { ownRecord } from './visible-record';

/** Deletes the file of a record for good; the record stays. */
export const deleteRecordsByIdFile = defineEndpoint({
  route: 'delete /v1/records/{id}/file',
  summary: 'Delete the file of a record',
  access: { scope: 'workspaces:write' },
  audit: 'record_file_deleted',
  responses: { 204: { description: 'The record has no file.' } },
  problems: ['storage-unavailable'],
  async handler({ deps, caller, params }) {
    const { _id, accountId } = await ownRecord(deps, caller, params.id);
    await deps.stores.documents.removeOfRecords([_id]);
    await deps.stores.workspaces.changeRecord(accountId, _id, {});
    return noContent();
  },
});
