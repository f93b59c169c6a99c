import { defineEndpoint, ok } from '../http';
import { presentRecords, recordDetails } from './schema';
import { visibleRecord } from './visible-record';

/** One record, of the own account or of a folder that is shared with it. */
export const getRecordsById = defineEndpoint({
  route: 'get /v1/records/{id}',
  summary: 'Show a record',
  access: { scope: ['workspaces:read', 'workspace:own'] },
  responses: { 200: { description: 'The record, without the bytes of its file.', schema: recordDetails } },
  problems: ['terms-not-accepted'],
  async handler({ deps, caller, params }) {
    const { record, folder, from } = await visibleRecord(deps, caller, params.id);
    const [shown] = await presentRecords(deps, [record]);
    if (shown === undefined) throw new TypeError('One record is one view.');
    return ok({ ...shown, folderName: folder.name, from });
  },
});
