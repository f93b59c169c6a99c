import { reservedOrNew } from '../../domain/ids';
import { created, defineEndpoint } from '../http';
import { holderOf, keptView, presentView, toldOf } from './held';
import { newView, savedView } from './schema';

/** Keeps filter, order and columns of a list under a name. */
export const postMeViews = defineEndpoint({
  route: 'post /v1/me/views',
  summary: 'Save a view of a list',
  access: 'signed-in',
  audit: 'view_shared',
  body: newView,
  responses: { 201: { description: 'The view.', schema: savedView } },
  problems: ['already-exists', 'forbidden'],
  async handler({ deps, caller, body: { shared, ...view }, reservedId }) {
    const holder = holderOf(caller, shared);
    const _id = reservedOrNew('viw', reservedId);
    const made = { ...view, _id, holder, createdBy: caller.userId };
    const kept = keptView(await deps.stores.savedViews.add(caller.accountId, made), shared);
    const audit = shared ? { target: { kind: 'view', id: _id }, after: toldOf(kept) } : null;
    return { ...created(presentView(caller, kept)), audit };
  },
});
