import type { ProgramDoc } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import type { FieldError } from '../problem';
import { fixedWording } from './fixed-wording';

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

/** Where Auto-Onboarding keeps people from being asked although another setting counts on them. */
function programNotes({ autoOnboarding, approvalRules }: ProgramDoc): FieldError[] {
  if (!autoOnboarding) return [];
  if (approvalRules.some(({ then }) => then === 'review')) return [ONLY_BY_RULES];
  return [NOBODY_ASKED];
}

const ONLY_BY_RULES: FieldError = {
  pointer: '/approvalRules',
  detail:
    'People are asked only where a rule ends in review: with Auto-Onboarding on, whoever matches no rule ' +
    'becomes a partner without approval.',
};

const NOBODY_ASKED: FieldError = {
  pointer: '/requiredApprovals',
  detail:
    'Nobody is asked: Auto-Onboarding is on and no rule ends in review, so the number of approvals has no effect.',
};
