import { csvFile, defineEndpoint } from '../http/endpoint';
import { ownImport, rejectedCsv } from './present-import';
import { byId } from '../invitations/schema';

/** The rows that are invalid, to be corrected and imported again. */
export const getInvitationImportsByIdRejectedCsv = defineEndpoint({
  method: 'get',
  path: '/v1/invitation-imports/{id}/rejected.csv',
  summary: 'Download the invalid rows of an import',
  tag: 'imports',
  access: { scope: ['imports:write', 'invitations:read'] },
  params: byId,
  responses: { 200: { description: 'The rows with what is wrong with each.', contentType: 'text/csv' } },
  async handler({ deps, caller, params }) {
    const doc = await ownImport(deps, caller, params.id);
    return csvFile(`rejected-${doc._id}.csv`, await rejectedCsv(deps, doc));
  },
});
