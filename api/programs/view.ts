import type { ProgramDoc } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import { fixedWording } from './fixed-wording';
import { programNotes } from './notes';

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

/** A program as the API answers it: without texts that were saved before their e-mail had the shipped ones alone. */
export function presentProgram(program: ProgramDoc) {
  const {
    _id,
    accountId: _account,
    customFieldsHistory: _history,
    createdAt,
    updatedAt,
    templates: saved,
    ...settings
  } = program;
  const templates = Object.fromEntries(
    Object.entries(saved).filter(([name]) => fixedWording(name as EmailTemplate) === undefined),
  );
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { ...settings, templates, notes: programNotes(program), ...times };
}
