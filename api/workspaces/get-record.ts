import { defineEndpoint, ok } from '../http';
import { presentOneRecord, recordDetails } from './schema';
import { visibleRecord } from './visible-record';

/** One record, of the own account or of a folder that is shared with it. */
export const getRecordsById = defineEndpoint({
  route: 'get /v1/records/{id}',
  summary: 'Show a record',
  access: { scope: ['workspaces:read', 'workspace:own'] },
  versioned: true,
  responses: { 200: { description: 'The record, without the bytes of its file.', schema: recordDetails } },
  problems: ['terms-not-accepted'],
  async handler({ deps, caller, params }) {
    const { record, folder, from } = await visibleRecord(deps, caller, params.id);
    return ok({ ...(await presentOneRecord(deps, record)), folderName: folder.name, from });
  },
});
