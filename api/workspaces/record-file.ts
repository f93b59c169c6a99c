import { defineEndpoint, found } from '../http';
import { savedFile } from '../documents/saved-file';
import { visibleRecord } from './visible-record';

/** The bytes of a record's file, to be saved and never shown: no browser runs anything in it, whatever it holds. */
export const getRecordsByIdFile = defineEndpoint({
  route: 'get /v1/records/{id}/file',
  summary: 'Download the file of a record',
  access: { scope: ['workspaces:read', 'workspace:own'] },
  responses: {
    200: {
      description: 'The bytes, to be saved under the name of the file.',
      contentType: 'application/octet-stream',
    },
  },
  problems: ['document-unchecked', 'document-infected', 'storage-unavailable', 'terms-not-accepted'],
  async handler({ deps, caller, params }) {
    const { record } = await visibleRecord(deps, caller, params.id);
    const read = async () => found((await deps.stores.documents.ofRecords([record._id])).get(record._id));
    return savedFile(deps, await read(), read);
  },
});
