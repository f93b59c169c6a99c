import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../endpoint';
import { listMembers, pageOfList, readPage } from '../lists';
import { ownPartner, presentShares } from '../operations/partners';
import { byId, page } from '../schemas/invitation';
import { sharedWithPartner } from '../schemas/partner';
import { z } from '../schemas/zod';

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
