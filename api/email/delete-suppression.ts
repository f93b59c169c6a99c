import { parseEmailAddress } from '../../domain/email-address';
import { defineEndpoint, noContent, Problem, z } from '../http';

/** Lets an address be reminded again. */
export const deleteSuppressionsById = defineEndpoint({
  route: 'delete /v1/suppressions/{id}',
  summary: 'Lift a suppression',
  access: { scope: 'invitations:write' },
  params: z.strictObject({
    id: z.string().min(1).max(254).openapi({ description: 'ID of the suppression, or the address itself.' }),
  }),
  responses: { 204: { description: 'Lifted.' } },
  async handler({ deps, caller: { accountId }, params: { id } }) {
    const { suppressions } = deps.stores;
    const emailKey = parseEmailAddress(id)?.key ?? (await suppressions.addressOf(accountId, id));
    if (emailKey === undefined || !(await suppressions.isSuppressed(accountId, emailKey))) {
      throw new Problem('not-found');
    }
    await suppressions.lift(accountId, emailKey);
    // The address itself has no place in the audit log.
    return {
      ...noContent(),
      audit: { target: { kind: 'suppression', id: suppressions.idOf(accountId, emailKey) } },
    };
  },
});
