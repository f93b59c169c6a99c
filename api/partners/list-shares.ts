import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { ownPartner, presentShares } from './view';
import { byId, page } from '../invitations/schema';
import { sharedWithPartner } from './schema';
import { z } from '../http/schemas/zod';

type Share = Awaited<ReturnType<typeof presentShares>>[number];

const columns = {
  name: ({ name }: Share) => searchKey(name),
  sharedAt: ({ sharedAt }: Share) => sharedAt,
};

/** What the partner sees, or would see again if it were active. */
export const getPartnersByIdShares = defineEndpoint({
  method: 'get',
  path: '/v1/partners/{id}/shares',
  summary: 'List the folders shared with a partner',
  tag: 'partners',
  access: { scope: 'partners:read' },
  params: byId,
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(sharedWithPartner) } },
  async handler({ deps, caller, params, query: { sort = 'name', ...wanted } }) {
    const shares = await presentShares(deps, await ownPartner(deps, caller, params.id));
    const idOf = ({ folderId }: Share) => folderId;
    return ok(await readPage(() => pageOfList(shares, idOf, columns, { sort, ...wanted })));
  },
});
