import { decisionIdOf } from '../temporal/send-decision';
import { accepted, defineEndpoint } from '../http/endpoint';
import { cancelImport } from './cancel-import';
import { presentImport } from './present-import';
import { importView } from './schema';
import { byId } from '../invitations/schema';

/** Stops an import after the rows in hand; who was invited stays invited. */
export const postInvitationImportsByIdCancel = defineEndpoint({
  method: 'post',
  path: '/v1/invitation-imports/{id}/cancel',
  summary: 'Cancel an import',
  tag: 'imports',
  access: { scope: 'imports:write' },
  params: byId,
  responses: {
    202: { description: 'The import; it is over, or will be after the rows in hand.', schema: importView },
  },
  async handler({ deps, caller, params: { id }, idempotencyKey }) {
    const decisionId = decisionIdOf('cancel', id, caller.userId, idempotencyKey);
    const doc = await cancelImport(deps, caller, id, decisionId);
    return accepted(presentImport(deps, caller, doc));
  },
});
