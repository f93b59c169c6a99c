import { MOST_BYTES } from '../../domain/documents/limits';
import { defineEndpoint, found, ok, Problem } from '../http';
import { fileBody, uploadQuery } from '../documents/schema';
import { keepFile } from '../documents/take-in';
import { presentOneRecord, record } from './schema';
import { ownRecord } from './visible-record';

/** Stores the file of a record, in place of the one before. */
export const putRecordsByIdFile = defineEndpoint({
  route: 'put /v1/records/{id}/file',
  summary: 'Upload the file of a record',
  access: { scope: 'workspaces:write' },
  audit: 'record_file_uploaded',
  query: uploadQuery.pick({ name: true }),
  rawBody: fileBody,
  responses: { 200: { description: 'The record with its file.', schema: record } },
  problems: ['storage-unavailable'],
  async handler({ deps, caller, params, query: { name }, raw = Buffer.alloc(0) }) {
    const { _id: recordId, accountId } = await ownRecord(deps, caller, params.id);
    const uploadedBy = { kind: 'user', id: caller.userId } as const;
    const upload = { accountId, program: null, field: null, invitationId: undefined, recordId, uploadedBy };
    const stored = await keepFile(deps, { ...upload, name, content: raw }, { maxBytes: MOST_BYTES }, '/file');
    if (!(await deps.stores.documents.holdInRecord(stored))) throw new Problem('not-found');
    const changed = await deps.stores.workspaces.changeRecord(accountId, recordId, {});
    // Somebody deleted the record meanwhile.
    if (changed === undefined) await deps.stores.documents.removeOfRecords([recordId]);
    const shown = await presentOneRecord(deps, found(changed));
    const { sha256, bytes } = stored;
    return { ...ok(shown), audit: { after: { name: stored.name, bytes, sha256 } } };
  },
});
