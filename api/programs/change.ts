import { BUILT_IN_ROLES, DEFAULT_MODULES, PROGRAM_DEFAULTS, type ProgramDoc } from '../../models';
import { checkTemplate } from '../../templates/check-template';
import { type FieldError, pointerOf } from '../../domain/field-error';
import { FIELD_TYPES, needsOptions } from '../../domain/programs/field-types';
import { patternSize } from '../../domain/programs/patterns';
import type { EmailTemplate } from '../../workflows/contract';
import { defined } from '../../domain/defined';
import { type ApiDeps, type Caller, defineEndpoint, invalid, ok, Problem } from '../http';
import { requireScopes } from '../roles/ranks';
import { presentProgram } from './view';
import { program, type ProgramChanges, programChanges } from './schema';
import { fixedWording } from '../../domain/programs/fixed-wording';

/** Creates or changes a program. Open invitations keep the settings they were sent with. */
export const putProgramsByKey = defineEndpoint({
  route: 'put /v1/programs/{key}',
  summary: 'Create or change a program; members left out stay as they are',
  access: { scope: 'programs:write' },
  audit: 'program_changed',
  body: programChanges,
  responses: { 200: { description: 'The program with all settings.', schema: program } },
  problems: ['role-ceiling'],
  handler: async ({ deps, caller, params, body }) =>
    ok(presentProgram(await changeProgram(deps, caller, params.key, body))),
});

/**
 * Creates or changes a program after everything that its schema cannot know was checked.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 422 `validation-failed`
 */
async function changeProgram(
  deps: ApiDeps,
  caller: Caller,
  key: string,
  input: ProgramChanges,
): Promise<ProgramDoc> {
  const { accountId } = caller;
  const {
    key: repeated = key,
    customFieldsVersion: _v,
    createdAt: _c,
    updatedAt: _u,
    notes: _n,
    ...changes
  } = input;
  const current = (await deps.stores.programs.list(accountId)).find((program) => program.key === key);
  const errors = [
    ...(repeated === key ? [] : [{ pointer: '/key', detail: 'The key of a program cannot be changed.' }]),
    ...moduleErrors(changes, current),
    ...fieldErrors(changes),
    ...templateErrors(changes),
    ...(await roleErrors(deps, caller, changes, current)),
  ];
  if (errors.length > 0) throw invalid(errors);
  return deps.stores.programs.put(accountId, key, defined(changes));
}

function moduleErrors(changes: ProgramChanges, current: ProgramDoc | undefined): FieldError[] {
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
function fieldErrors({ customFields = [] }: ProgramChanges): FieldError[] {
  const errors = customFields.flatMap(({ type, pattern, options }, index) => {
    const at = (member: string, detail: string) => [
      { pointer: pointerOf(['customFields', index, member]), detail },
    ];
    if (pattern !== undefined && !FIELD_TYPES[type].hasPattern)
      return at('pattern', 'Only text has a pattern.');
    if (options !== undefined && !needsOptions(type)) return at('options', 'Only a choice has options.');
    return [];
  });
  const sizes = customFields.map(({ pattern }) => (pattern === undefined ? 0 : patternSize(pattern)));
  if (sizes.reduce((sum, size) => sum + size, 0) <= MAX_PATTERNS_SIZE) return errors;
  return [...errors, { pointer: '/customFields', detail: 'The patterns are too large together.' }];
}

function templateErrors({ templates = {} }: ProgramChanges): FieldError[] {
  return Object.entries(templates).flatMap(([name, byLocale]) => {
    const fixed = fixedWording(name as EmailTemplate);
    // None in any language takes away what was saved before.
    if (fixed !== undefined && Object.keys(byLocale).length > 0) {
      return [{ pointer: pointerOf(['templates', name]), detail: fixed }];
    }
    return Object.entries(byLocale).flatMap(([locale, texts]) =>
      checkTemplate(texts).map(({ field, detail }) => ({
        pointer: pointerOf(['templates', name, locale, field]),
        detail,
      })),
    );
  });
}

/**
 * Who names another default role, or makes a program, which has one from the start, vouches for it in every invitation
 * of the program, so must have its scopes.
 */
async function roleErrors(
  deps: ApiDeps,
  caller: Caller,
  changes: ProgramChanges,
  current: ProgramDoc | undefined,
): Promise<FieldError[]> {
  const { approvalRules = [] } = changes;
  const first = current === undefined ? PROGRAM_DEFAULTS.defaultRoleKey : undefined;
  const defaultRoleKey = changes.defaultRoleKey ?? first;
  const roles = await deps.stores.roles.list(caller.accountId);
  const known = new Set(roles.map(({ key }) => key));
  const errors = approvalRules.flatMap(({ when }, rule) =>
    (when.inviterRoles ?? []).flatMap((role, index) =>
      known.has(role)
        ? []
        : [
            {
              pointer: pointerOf(['approvalRules', rule, 'when', 'inviterRoles', index]),
              detail: 'There is no such role.',
            },
          ],
    ),
  );
  if (defaultRoleKey === undefined) return errors;
  const role = roles.find(({ key }) => key === defaultRoleKey);
  if (role === undefined) {
    return [...errors, { pointer: '/defaultRoleKey', detail: 'There is no such role.' }];
  }
  if (role.rank > caller.rank) throw new Problem('role-ceiling');
  if (current?.defaultRoleKey !== defaultRoleKey) requireScopes(caller, role.scopes);
  if (BUILT_IN_ROLES.some(({ key }) => key === defaultRoleKey)) return errors;
  return [...errors, { pointer: '/defaultRoleKey', detail: 'A new account has only the built-in roles.' }];
}
