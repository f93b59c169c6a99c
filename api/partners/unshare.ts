import { defineEndpoint, noContent } from '../http/endpoint';
import { ownPartner } from './view';
import { Problem } from '../http/problem';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

/** Takes a folder out of the partner's workspace; the folder itself stays. */
export const deletePartnersByIdSharesByFolderId = defineEndpoint({
  method: 'delete',
  path: '/v1/partners/{id}/shares/{folderId}',
  summary: 'Stop sharing a folder with a partner',
  tag: 'partners',
  access: { scope: 'partners:write' },
  audit: 'share_withdrawn',
  params: z.strictObject({ id: scalars.pathId, folderId: scalars.pathId }),
  responses: { 204: { description: 'The folder is not shared any more.' } },
  async handler({ deps, caller, params }) {
    const partner = await ownPartner(deps, caller, params.id);
    if (!(await deps.stores.shares.remove(partner._id, params.folderId))) throw new Problem('not-found');
    return noContent();
  },
});
