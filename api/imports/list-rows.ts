import { defineEndpoint, ok } from '../http/endpoint';
import { readPage } from '../http/lists';
import { ownImport, presentRow } from './present-import';
import { importRow, rowResult } from './schema';
import { byId, page, paging } from '../invitations/schema';
import { z } from '../http/schemas/zod';

/** What became of each row, in the order of the file. */
export const getInvitationImportsByIdRows = defineEndpoint({
  method: 'get',
  path: '/v1/invitation-imports/{id}/rows',
  summary: 'List the rows of an import',
  tag: 'imports',
  access: { scope: ['imports:write', 'invitations:read'] },
  params: byId,
  query: z.strictObject({ result: rowResult.optional(), ...paging }),
  responses: { 200: { description: 'One page.', schema: page(importRow) } },
  async handler({ deps, caller, params, query: { result, ...rest } }) {
    const doc = await ownImport(deps, caller, params.id);
    const { items, nextCursor } = await readPage(() => deps.stores.importRows.list(doc._id, result, rest));
    return ok({ items: items.map((row) => presentRow(doc, row)), nextCursor });
  },
});
