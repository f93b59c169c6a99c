import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, readPage } from '../http/lists';
import { presentImport } from './present-import';
import { importView } from './schema';
import { page } from '../invitations/schema';
import { z } from '../http/schemas/zod';

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
