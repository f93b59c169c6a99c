import { defineEndpoint, ok } from '../endpoint';
import { listMembers, readPage } from '../lists';
import { presentImport } from '../operations/imports/present-import';
import { importView } from '../schemas/import';
import { page } from '../schemas/invitation';
import { z } from '../schemas/zod';

/** The account's imports, newest first. */
export const getInvitationImports = defineEndpoint({
  method: 'get',
  path: '/v1/invitation-imports',
  summary: 'List imports',
  tag: 'imports',
  access: { scope: ['imports:write', 'invitations:read'] },
  query: z.strictObject(listMembers(['createdAt'])),
  responses: { 200: { description: 'One page.', schema: page(importView) } },
  async handler({ deps, caller, query: { sort = '-createdAt', ...rest } }) {
    const { items, nextCursor } = await readPage(() =>
      deps.stores.imports.list(caller.accountId, { sort, ...rest }),
    );
    return ok({ items: items.map((doc) => presentImport(deps, caller, doc)), nextCursor });
  },
});
