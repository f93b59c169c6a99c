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

/** How many entries each tab of the Partner Explorer has. */
export const getPartnerExplorerCounts = defineEndpoint({
  route: 'get /v1/partner-explorer/counts',
  summary: 'Count the invitations of every view and the partners',
  access: { scope: 'invitations:read' },
  responses: { 200: { description: 'The counts.', schema: counts } },
  async handler({ deps, caller }) {
    const [{ invited, pending, sent, received }, { active, inactive }] = await Promise.all([
      deps.stores.invitations.counts(caller.accountId, receivedBy(caller)),
      deps.stores.partnerships.counts(caller.accountId),
    ]);
    return ok({ invited, pending, active, inactive, sent, received });
  },
});
