import { PUBLIC_MAIL_DOMAINS } from '../../domain/programs/approval-policy';
import { type ApiDeps, defineEndpoint, listMembers, ok, onePage, readPage, z } from '../http';

const query = z.strictObject({
  emailDomain: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(253)
    .optional()
    .openapi({ description: 'Only partners that invitations to addresses of this domain led to.' }),
  search: z.string().max(200).optional(),
  ...listMembers(['partnerName']),
});

const candidate = z
  .object({
    id: z.string().openapi({ description: 'The partnership.' }),
    partnerName: z.string(),
  })
  .openapi('PartnerCandidate');

/** Active partners whose account the own account may add people to; a page may hold fewer than were asked for. */
export const getPartnerCandidates = defineEndpoint({
  route: 'get /v1/partner-candidates',
  summary: 'List the partners that people can be added to',
  access: { scope: 'partners:read' },
  query,
  responses: onePage(candidate),
  async handler({ deps, caller, query: { emailDomain, ...wanted } }) {
    const { addablePartners, partnerships } = deps.stores;
    const { accountId } = caller;
    const ids = emailDomain === undefined ? undefined : await idsAt(deps, accountId, emailDomain);
    const read = () => partnerships.list({ accountId, status: 'active', ids, ...wanted });
    const { items, nextCursor } = await readPage(read, (one) => one);
    const addable = await addablePartners.among(accountId, items);
    return ok({ items: addable.map(({ _id, partnerName }) => ({ id: _id, partnerName })), nextCursor });
  },
});

/** Sharing a domain where anybody gets an address says nothing. */
async function idsAt({ stores }: ApiDeps, accountId: string, emailDomain: string): Promise<string[]> {
  if (PUBLIC_MAIL_DOMAINS.has(emailDomain)) return [];
  return stores.invitations.partnershipsAtDomain(accountId, emailDomain);
}
