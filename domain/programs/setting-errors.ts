import { pointerOf, type FieldError } from '../field-error';
import { FIELD_TYPES, isFile, needsOptions } from './field-types';
import { patternSize } from './patterns';
import { DEFAULT_MODULES, type ProgramSettings } from './program';

/** What is wrong with settings together that each alone could be. */
export function settingErrors(
  changes: Partial<ProgramSettings>,
  current: ProgramSettings | undefined,
): FieldError[] {
  return [...moduleErrors(changes, current), ...fieldErrors(changes), ...applyErrors(changes, current)];
}

/** A page needs an address. */
function applyErrors(changes: Partial<ProgramSettings>, current: ProgramSettings | undefined): FieldError[] {
  const takesApplications = changes.takesApplications ?? current?.takesApplications ?? false;
  const slug = changes.applySlug === undefined ? (current?.applySlug ?? null) : changes.applySlug;
  if (!takesApplications || slug !== null) return [];
  return [{ pointer: '/applySlug', detail: 'Must be set while people may apply.' }];
}

function moduleErrors(changes: Partial<ProgramSettings>, current: ProgramSettings | undefined): FieldError[] {
  const modules = changes.modules ?? current?.modules ?? DEFAULT_MODULES;
  const initial =
    changes.initialModule === undefined ? (current?.initialModule ?? null) : changes.initialModule;
  if (initial === null || modules.some(({ key }) => key === initial)) return [];
  return changes.initialModule === undefined
    ? [{ pointer: '/modules', detail: `Must keep the initial module "${initial}", or name another one.` }]
    : [{ pointer: '/initialModule', detail: 'Must be one of the modules.' }];
}

/** All patterns of a form together: what the answers to one form may cost. */
const MAX_PATTERNS_SIZE = 3_000;

/** What can be wrong with a field of one type only, and with a form as a whole. */
function fieldErrors({ customFields = [] }: Partial<ProgramSettings>): FieldError[] {
  const errors = customFields.flatMap(({ type, pattern, options, maxBytes, accept }, index) => {
    const at = (member: string, detail: string) => [
      { pointer: pointerOf(['customFields', index, member]), detail },
    ];
    if (pattern !== undefined && !FIELD_TYPES[type].hasPattern)
      return at('pattern', 'Only text has a pattern.');
    if (options !== undefined && !needsOptions(type)) return at('options', 'Only a choice has options.');
    if (maxBytes !== undefined && !isFile(type)) return at('maxBytes', 'Only a document has a size.');
    if (accept !== undefined && !isFile(type)) return at('accept', 'Only a document has types of files.');
    return [];
  });
  const sizes = customFields.map(({ pattern }) => (pattern === undefined ? 0 : patternSize(pattern)));
  if (sizes.reduce((sum, size) => sum + size, 0) <= MAX_PATTERNS_SIZE) return errors;
  return [...errors, { pointer: '/customFields', detail: 'The patterns are too large together.' }];
}
