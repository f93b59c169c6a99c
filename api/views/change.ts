import { defineEndpoint, ok } from '../http';
import { changeableView, holderOf, keptView, presentView, toldOf } from './held';
import { savedView, viewChanges } from './schema';

/** Renames a view, keeps another filter in it, shares it with the account or takes it back as one's own. */
export const patchMeViewsById = defineEndpoint({
  route: 'patch /v1/me/views/{id}',
  summary: 'Change a saved view',
  access: 'signed-in',
  audit: 'view_changed',
  body: viewChanges,
  responses: { 200: { description: 'The view.', schema: savedView } },
  problems: ['already-exists', 'forbidden'],
  async handler({ deps, caller, params, body: { shared, ...changes } }) {
    const view = await changeableView(deps, caller, params.id);
    const wasShared = view.holder === null;
    const isShared = shared ?? wasShared;
    const holder = holderOf(caller, isShared);
    const kept = keptView(await deps.stores.savedViews.change(view, { ...changes, holder }), isShared);
    const told = { target: { kind: 'view', id: view._id }, before: toldOf(view), after: toldOf(kept) };
    return { ...ok(presentView(caller, kept)), audit: wasShared || isShared ? told : null };
  },
});
