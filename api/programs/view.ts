import type { ProgramDoc } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { programNotes } from '../../domain/programs/program-notes';

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
