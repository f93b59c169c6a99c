import type { ProgramDoc } from '../../models';
import type { EmailTemplate } from '../../workflows/contract';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { PROGRAM_DEFAULTS } from '../../domain/programs/program';
import { programNotes } from '../../domain/programs/program-notes';
import { present } from '../http';
import { program } from './schema';

/** A program as the API answers it, with every setting: without texts that were saved before their e-mail had the shipped ones alone. */
export function presentProgram(doc: ProgramDoc) {
  const whole = { ...PROGRAM_DEFAULTS, ...doc };
  const templates = Object.fromEntries(
    Object.entries(doc.templates).filter(([name]) => fixedWording(name as EmailTemplate) === undefined),
  );
  return present(program, { ...whole, templates, notes: programNotes(whole) });
}
