import type { ProgramDoc } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';

/**
 * A program of the caller's account.
 *
 * @throws {@link Problem} 404 for every other key
 */
export async function ownProgram(deps: ApiDeps, caller: Caller, key: string): Promise<ProgramDoc> {
  const found = await deps.stores.programs.find(caller.accountId, key);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** A program as the API answers it. */
export function presentProgram(program: ProgramDoc) {
  const {
    _id,
    accountId: _account,
    customFieldsHistory: _history,
    createdAt,
    updatedAt,
    ...settings
  } = program;
  return { ...settings, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
