import { RE2JS } from 're2js';
import type { ProgramDoc } from '../../models';
import { BUILT_IN_ROLES, DEFAULT_MODULES } from '../../models';
import { checkTemplate } from '../../templates/check-template';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import type { FieldError } from '../problem';
import { Problem } from '../problem';
import type { ProgramChanges } from '../schemas/program';
import { invalid, pointerOf } from '../validate';
import { present } from './create-invitation';

/**
 * Creates or changes a program after everything that its schema cannot know was checked.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 422 `validation-failed`
 */
export async function changeProgram(
  deps: ApiDeps,
  caller: Caller,
  key: string,
  changes: ProgramChanges,
): Promise<ProgramDoc> {
  const { accountId } = caller;
  const current = (await deps.stores.programs.list(accountId)).find((program) => program.key === key);
  const errors = [
    ...moduleErrors(changes, current),
    ...fieldErrors(changes),
    ...templateErrors(changes),
    ...(await roleErrors(deps, caller, changes)),
  ];
  if (errors.length > 0) throw invalid(errors);
  return deps.stores.programs.put(accountId, key, present(changes));
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

/** RE2 never backtracks, but its time grows with the size of the program a pattern is compiled to. */
const MAX_PATTERN_SIZE = 5_000;

/** What can be wrong with a field of one type only. */
function fieldErrors({ customFields = [] }: ProgramChanges): FieldError[] {
  return customFields.flatMap(({ type, pattern, options }, index) => {
    const errors: FieldError[] = [];
    const complain = (member: string, detail: string) =>
      errors.push({ pointer: pointerOf(['customFields', index, member]), detail });
    if (pattern !== undefined) {
      if (type !== 'text' && type !== 'textarea') complain('pattern', 'Only text has a pattern.');
      if (RE2JS.compile(pattern).programSize() > MAX_PATTERN_SIZE) {
        complain('pattern', 'Is too large: use fewer and smaller repetitions.');
      }
    }
    if (options !== undefined && type !== 'select' && type !== 'multi-select') {
      complain('options', 'Only select and multi-select have options.');
    }
    return errors;
  });
}

function templateErrors({ templates = {} }: ProgramChanges): FieldError[] {
  return Object.entries(templates).flatMap(([name, byLocale]) =>
    Object.entries(byLocale).flatMap(([locale, texts]) =>
      checkTemplate(texts).map(({ field, detail }) => ({
        pointer: pointerOf(['templates', name, locale, field]),
        detail,
      })),
    ),
  );
}

async function roleErrors(deps: ApiDeps, caller: Caller, changes: ProgramChanges): Promise<FieldError[]> {
  const { defaultRoleKey, approvalRules = [] } = changes;
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
  if (BUILT_IN_ROLES.some(({ key }) => key === defaultRoleKey)) return errors;
  return [...errors, { pointer: '/defaultRoleKey', detail: 'A new account has only the built-in roles.' }];
}
