import { defineEndpoint, noContent } from '../http';
import { changeableView, toldOf } from './held';

/** Deletes a view; the list itself is not touched. */
export const deleteMeViewsById = defineEndpoint({
  route: 'delete /v1/me/views/{id}',
  summary: 'Delete a saved view',
  access: 'signed-in',
  audit: 'view_deleted',
  responses: { 204: { description: 'The view is gone.' } },
  problems: ['forbidden'],
  async handler({ deps, caller, params }) {
    const view = await changeableView(deps, caller, params.id);
    await deps.stores.savedViews.remove(caller.accountId, view._id);
    const told = { target: { kind: 'view', id: view._id }, before: toldOf(view) };
    return { ...noContent(), audit: view.holder === null ? told : null };
  },
});
