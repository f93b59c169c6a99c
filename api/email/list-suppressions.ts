import { suppressionId } from '../../models';
import { defineEndpoint, listMembers, ok, onePage, readPage, z } from '../http';
import { suppression } from './suppression.schema';

/** Addresses that bounced, complained or unsubscribed, newest first. */
export const getSuppressions = defineEndpoint({
  route: 'get /v1/suppressions',
  summary: 'List suppressed addresses',
  access: { scope: 'invitations:read' },
  query: z.strictObject(listMembers(['createdAt'])),
  responses: onePage(suppression),
  async handler({ deps, caller, query: { sort = '-createdAt', ...rest } }) {
    const read = () => deps.stores.suppressions.list(caller.accountId, { sort, ...rest });
    return ok(
      await readPage(read, ({ _id, emailKey, reason, createdAt }) => ({
        id: suppressionId(_id),
        email: emailKey,
        reason,
        createdAt: createdAt.toISOString(),
      })),
    );
  },
});
