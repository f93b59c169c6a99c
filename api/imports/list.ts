import { defineEndpoint, listMembers, ok, onePage, readPage, z } from '../http';
import { presentImport } from './present-import';
import { importView } from './schema';

/** The account's imports, newest first. */
export const getInvitationImports = defineEndpoint({
  route: 'get /v1/invitation-imports',
  summary: 'List imports',
  access: { scope: ['imports:write', 'invitations:read'] },
  query: z.strictObject(listMembers(['createdAt'])),
  responses: onePage(importView),
  async handler({ deps, caller, query: { sort = '-createdAt', ...rest } }) {
    const read = () => deps.stores.imports.list(caller.accountId, { sort, ...rest });
    return ok(await readPage(read, (doc) => presentImport(deps, caller, doc)));
  },
});
