import { suppressionId } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, readPage } from '../http/lists';
import { page } from '../invitations/schema';
import { suppression } from './suppression.schema';
import { z } from '../http/schemas/zod';

/** Addresses that bounced, complained or unsubscribed, newest first. */
export const getSuppressions = defineEndpoint({
  method: 'get',
  path: '/v1/suppressions',
  summary: 'List suppressed addresses',
  tag: 'email events',
  access: { scope: 'invitations:read' },
  query: z.strictObject(listMembers(['createdAt'])),
  responses: { 200: { description: 'One page.', schema: page(suppression) } },
  async handler({ deps, caller, query: { sort = '-createdAt', ...rest } }) {
    const { items, nextCursor } = await readPage(() =>
      deps.stores.suppressions.list(caller.accountId, { sort, ...rest }),
    );
    const views = items.map(({ _id, emailKey, reason, createdAt }) => ({
      id: suppressionId(_id),
      email: emailKey,
      reason,
      createdAt: createdAt.toISOString(),
    }));
    return ok({ items: views, nextCursor });
  },
});
