import { suppressionId } from '../../models';
import { defineEndpoint, listMembers, ok, onePage, present, readPage, scalars, z } from '../http';

/** An address that the account does not remind. */
const suppression = z
  .object({
    id: z.string(),
    email: z.string(),
    reason: z.enum(['unsubscribed', 'bounced', 'spam_report', 'manual']),
    createdAt: scalars.instant,
  })
  .openapi('Suppression');

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
      await readPage(read, (doc) =>
        present(suppression, { ...doc, _id: suppressionId(doc._id), email: doc.emailKey }),
      ),
    );
  },
});
