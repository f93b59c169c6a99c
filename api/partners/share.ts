import { defineEndpoint, found, invalid, ok, Problem } from '../http';
import { presentShares } from './view';
import { newShares, partnerShares } from './schema';

/** Shares folders of the own account with an active partner; one that is shared already stays so. */
export const postPartnersByIdShares = defineEndpoint({
  route: 'post /v1/partners/{id}/shares',
  summary: 'Share folders with a partner',
  access: { scope: 'partners:write' },
  audit: 'share_added',
  body: newShares,
  responses: {
    200: { description: 'Everything that is shared with the partner now.', schema: partnerShares },
  },
  problems: ['invalid-transition'],
  async handler({ deps, caller, params, body: { folderIds } }) {
    const partner = found(await deps.stores.partnerships.find(caller.accountId, params.id));
    if (partner.status !== 'active') {
      throw new Problem('invalid-transition', {
        detail: 'Only an active partner can be given more; reactivate it first.',
        currentStatus: partner.status,
      });
    }
    const folders = await deps.stores.workspaces.findFolders(folderIds);
    const own = new Set(folders.filter((one) => one.accountId === caller.accountId).map(({ _id }) => _id));
    const errors = folderIds.flatMap((id, index) =>
      own.has(id) ? [] : [{ pointer: `/folderIds/${index}`, detail: 'There is no such folder.' }],
    );
    if (errors.length > 0) throw invalid(errors);
    const actor = { kind: 'user', id: caller.userId } as const;
    await deps.stores.shares.share(partner, [...own], { actor, invitationId: null });
    return ok({ items: await presentShares(deps, partner), nextCursor: null });
  },
});
