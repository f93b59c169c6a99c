import { defineEndpoint, ok, z } from '../http';
import { receivedBy } from '../invitations/receiving';

const counts = z
  .object({
    invited: z.int(),
    pending: z.int(),
    active: z.int(),
    inactive: z.int(),
    sent: z.int(),
    received: z.int(),
  })
  .openapi('PartnerExplorerCounts');

/** How many entries each tab of the Partner Explorer has, or how many of them a search finds. */
export const getPartnerExplorerCounts = defineEndpoint({
  route: 'get /v1/partner-explorer/counts',
  summary: 'Count the invitations of every view and the partners',
  access: { scope: 'invitations:read' },
  query: z.strictObject({ search: z.string().max(200).optional() }),
  responses: { 200: { description: 'The counts.', schema: counts } },
  async handler({ deps, caller, query: { search } }) {
    const [{ invited, pending, sent, received }, { active, inactive }] = await Promise.all([
      deps.stores.invitations.counts(caller.accountId, receivedBy(caller), search),
      deps.stores.partnerships.counts(caller.accountId, search),
    ]);
    return ok({ invited, pending, active, inactive, sent, received });
  },
});
