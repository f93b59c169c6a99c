import { defineEndpoint, noContent } from '../http';
import { ownRecord } from './visible-record';

/** Deletes a record and its file for good; nobody with whom its folder is shared gets them any more. */
export const deleteRecordsById = defineEndpoint({
  route: 'delete /v1/records/{id}',
  summary: 'Delete a record with its file',
  access: { scope: 'workspaces:write' },
  responses: { 204: { description: 'Deleted.' } },
  problems: ['storage-unavailable'],
  async handler({ deps, caller, params }) {
    const { _id, name } = await ownRecord(deps, caller, params.id);
    // The record comes last: while it is there, what is left of its files is found.
    await deps.stores.documents.removeOfRecords([_id]);
    await deps.stores.workspaces.removeRecord(caller.accountId, _id);
    return { ...noContent(), audit: { before: { name } } };
  },
});
