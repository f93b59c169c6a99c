import { defineEndpoint, ok } from '../http';
import { ownImport, presentImport } from './present-import';
import { importView } from './schema';

/** How far an import is. */
export const getInvitationImportsById = defineEndpoint({
  route: 'get /v1/invitation-imports/{id}',
  summary: 'Show an import',
  access: { scope: ['imports:write', 'invitations:read'] },
  responses: { 200: { description: 'The import.', schema: importView } },
  async handler({ deps, caller, params }) {
    return ok(presentImport(deps, caller, await ownImport(deps, caller, params.id)));
  },
});
