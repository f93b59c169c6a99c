import { defineEndpoint, ok, onePage, paging, readPage, z } from '../http';
import { ownImport, presentRow } from './present-import';
import { importRow, rowResult } from './schema';

/** What became of each row, in the order of the file. */
export const getInvitationImportsByIdRows = defineEndpoint({
  route: 'get /v1/invitation-imports/{id}/rows',
  summary: 'List the rows of an import',
  access: { scope: ['imports:write', 'invitations:read'] },
  query: z.strictObject({ result: rowResult.optional(), ...paging }),
  responses: onePage(importRow),
  async handler({ deps, caller, params, query: { result, ...rest } }) {
    const doc = await ownImport(deps, caller, params.id);
    const read = () => deps.stores.importRows.list(doc._id, result, rest);
    return ok(await readPage(read, (row) => presentRow(doc, row)));
  },
});
