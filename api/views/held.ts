import { MOST_VIEWS } from '../../domain/invitations/saved-view';
import type { SavedViewDoc, ViewRefusal } from '../../models';
import { type Caller, type ApiDeps, found, invalid, may, present, Problem } from '../http';
import { savedView } from './schema';

/** The scope that takes care of what an account shares: who decides how its programs work decides this too. */
const OF_SHARED = 'programs:write';

/** Whose a view is: the caller's own, or for all of the account. */
export function holderOf(caller: Caller, shared: boolean): string | null {
  if (!shared) return caller.userId;
  if (!may(caller, OF_SHARED)) throw new Problem('forbidden');
  return null;
}

/**
 * A view that the caller sees and may change.
 *
 * @throws {@link Problem} 404 for one of somebody else's, 403 for a shared one
 */
export async function changeableView(deps: ApiDeps, caller: Caller, id: string): Promise<SavedViewDoc> {
  const view = found(await deps.stores.savedViews.find(caller.accountId, caller.userId, id));
  holderOf(caller, view.holder === null);
  return view;
}

/** The view that was kept, or why it was not. */
export function keptView(view: SavedViewDoc | ViewRefusal | undefined, shared: boolean): SavedViewDoc {
  if (view === 'taken') {
    throw new Problem('already-exists', { detail: 'There is a view of this name for this list.' });
  }
  if (view !== 'full') return found(view);
  const detail = shared
    ? `The account shares ${MOST_VIEWS} views, which is the most: delete one first.`
    : `You have ${MOST_VIEWS} views of your own, which is the most: delete one first.`;
  throw invalid([{ pointer: '/name', detail }]);
}

export function presentView(caller: Caller, { holder, ...view }: SavedViewDoc) {
  const isShared = holder === null;
  return present(savedView, { ...view, shared: isShared, mayChange: !isShared || may(caller, OF_SHARED) });
}

/** What the audit log tells of a view that others have as well. Its search may hold names: it is not told. */
export const toldOf = ({ name, list, holder }: SavedViewDoc) => ({ name, list, shared: holder === null });
