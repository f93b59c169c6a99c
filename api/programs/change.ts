import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { PROGRAM_DEFAULTS, type ProgramSettings } from '../../domain/programs/program';
import type { ProgramDoc } from '../../models';
import { checkTemplate } from '../../templates/check-template';
import { type FieldError, pointerOf } from '../../domain/field-error';
import { logosAt } from '../../domain/programs/logo';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { settingErrors } from '../../domain/programs/setting-errors';
import type { EmailTemplate } from '../../workflows/contract';
import { defined } from '../../domain/defined';
import { type ApiDeps, type Caller, defineEndpoint, invalid, ok, Problem } from '../http';
import { requireScopes } from '../roles/ranks';
import { withSlug } from '../apply/slug';
import { presentProgram } from './view';
import { program, type ProgramChanges, programChanges } from './schema';
import { getProgramsByKey } from './get';

/** Creates or changes a program. Open invitations keep the settings they were sent with. */
export const putProgramsByKey = defineEndpoint({
  route: 'put /v1/programs/{key}',
  summary: 'Create or change a program; members left out stay as they are',
  access: { scope: 'programs:write' },
  edits: getProgramsByKey,
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
    ...given
  } = input;
  const changes = defined(given);
  const current = (await deps.stores.programs.list(accountId)).find((program) => program.key === key);
  const errors = [
    ...(repeated === key ? [] : [{ pointer: '/key', detail: 'The key of a program cannot be changed.' }]),
    ...settingErrors(changes, current),
    ...templateErrors(changes),
    ...(await logoErrors(deps, accountId, key, changes)),
    ...(await roleErrors(deps, caller, changes, current)),
  ];
  if (errors.length > 0) throw invalid(errors);
  const changed = await withSlug(deps, caller, { key, changes, current }, (opened) =>
    deps.stores.programs.put(accountId, key, { ...changes, ...opened }),
  );
  if (changes.brand !== undefined) {
    const { idIn } = logosAt(deps.settings.publicUrl);
    await deps.stores.logos.show(accountId, key, idIn(changed.brand.logoUrl ?? ''));
  }
  return changed;
}

/** An address that only an uploaded logo may have is that of one of this very program. */
async function logoErrors(
  { stores, settings }: ApiDeps,
  accountId: string,
  key: string,
  { brand }: Partial<ProgramSettings>,
): Promise<FieldError[]> {
  const { idIn, mayShow } = logosAt(settings.publicUrl);
  const { logoUrl = '' } = brand ?? {};
  const id = idIn(logoUrl);
  if (id === undefined) {
    const isShown = logoUrl === '' || mayShow(logoUrl);
    return isShown ? [] : [{ pointer: '/brand/logoUrl', detail: 'Must be an https address.' }];
  }
  const logo = await stores.logos.find(id);
  if (logo?.accountId === accountId && logo.program === key) return [];
  return [{ pointer: '/brand/logoUrl', detail: 'There is no such logo. Upload it first.' }];
}

function templateErrors({ templates = {} }: Partial<ProgramSettings>): FieldError[] {
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
  changes: Partial<ProgramSettings>,
  current: ProgramDoc | undefined,
): Promise<FieldError[]> {
  const { approvalRules = [] } = changes;
  const first = current === undefined ? PROGRAM_DEFAULTS.defaultRoleKey : undefined;
  const defaultRoleKey = changes.defaultRoleKey ?? first;
  const roles = await deps.stores.roles.list(caller.accountId);
  const known = new Set(roles.map(({ key }) => key));
  const errors = approvalRules.flatMap(({ when }, rule) =>
    (when.inviterRoles ?? []).flatMap((role, index) =>
      known.has(role) ? [] : [noRoleAt('approvalRules', rule, 'when', 'inviterRoles', index)],
    ),
  );
  if (defaultRoleKey === undefined) return errors;
  const role = roles.find(({ key }) => key === defaultRoleKey);
  if (role === undefined) return [...errors, noRoleAt('defaultRoleKey')];
  if (role.rank > caller.rank) throw new Problem('role-ceiling');
  if (current?.defaultRoleKey !== defaultRoleKey) requireScopes(caller, role.scopes);
  if (BUILT_IN_ROLES.some(({ key }) => key === defaultRoleKey)) return errors;
  return [...errors, { pointer: '/defaultRoleKey', detail: 'A new account has only the built-in roles.' }];
}

function noRoleAt(...path: readonly (string | number)[]): FieldError {
  return { pointer: pointerOf(path), detail: 'There is no such role.' };
}
