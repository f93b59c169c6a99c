import { defineEndpoint, found, noContent, Problem } from '../http';

/** Takes a folder out of the partner's workspace; the folder itself stays. */
export const deletePartnersByIdSharesByFolderId = defineEndpoint({
  route: 'delete /v1/partners/{id}/shares/{folderId}',
  summary: 'Stop sharing a folder with a partner',
  access: { scope: 'partners:write' },
  audit: 'share_withdrawn',
  responses: { 204: { description: 'The folder is not shared any more.' } },
  async handler({ deps, caller, params }) {
    const partner = found(await deps.stores.partnerships.find(caller.accountId, params.id));
    const actor = { kind: 'user', id: caller.userId } as const;
    const isGone = await deps.stores.shares.remove(partner._id, params.folderId, actor);
    if (!isGone) throw new Problem('not-found');
    return noContent();
  },
});
