import type { ProgramSettings } from '../../domain/programs/program';
import type { ProgramDoc } from '../../models';
import { type ApiDeps, type Caller, invalid, Problem } from '../http';
import { requireScopes } from '../roles/ranks';

interface Change {
  readonly key: string;
  readonly changes: Partial<ProgramSettings>;
  readonly current: ProgramDoc | undefined;
}

/**
 * Changes a program with the slug that it asks for: claimed before, so that no page is ever without its address, and
 * the former one given up after. Who lets people apply vouches for the role that they get.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 422 when the slug is taken, by whomever
 */
export async function withSlug(
  { stores }: ApiDeps,
  caller: Caller,
  { key, changes, current }: Change,
  put: (opened: Partial<Pick<ProgramDoc, 'applicationsOpenedBy'>>) => Promise<ProgramDoc>,
): Promise<ProgramDoc> {
  const { accountId, userId } = caller;
  const { applySlug } = changes;
  const opens = changes.takesApplications === true && !(await isStoodFor({ stores }, accountId, current));
  if (opens) await requireVouching({ stores }, caller, changes.defaultRoleKey ?? current?.defaultRoleKey);
  if (applySlug != null) {
    const claimed = await stores.applySlugs.claim(accountId, key, applySlug);
    if (claimed !== 'ok') throw invalid([{ pointer: '/applySlug', detail: REFUSED[claimed] }]);
  }
  const program = await put(opens ? { applicationsOpenedBy: userId } : {});
  if (applySlug !== undefined) await giveUpOthers({ stores }, accountId, key, program.applySlug);
  return program;
}

/** Two changes at once may each have claimed a slug: what the program has in the end is what it keeps. */
async function giveUpOthers(
  deps: Pick<ApiDeps, 'stores'>,
  accountId: string,
  key: string,
  slug: string | null | undefined,
): Promise<void> {
  const { applySlugs, programs } = deps.stores;
  await applySlugs.release(accountId, key, slug ?? null);
  if (slug != null) await applySlugs.claim(accountId, key, slug);
  const current = (await programs.find(accountId, key))?.applySlug;
  if (current !== slug) await giveUpOthers(deps, accountId, key, current);
}

/** People may apply already, and whoever let them is still in the account. */
async function isStoodFor(
  { stores }: Pick<ApiDeps, 'stores'>,
  accountId: string,
  current: ProgramDoc | undefined,
): Promise<boolean> {
  if (current?.takesApplications !== true || current.applicationsOpenedBy == null) return false;
  return (await stores.memberships.find(accountId, current.applicationsOpenedBy)) !== undefined;
}

const REFUSED = {
  taken: 'Is taken. Please choose another one.',
  'too-many': 'The account has had 20 of them, which is the most: use one of those again.',
} as const;

async function requireVouching(
  { stores }: Pick<ApiDeps, 'stores'>,
  caller: Caller,
  defaultRoleKey: string | undefined,
): Promise<void> {
  const role =
    defaultRoleKey === undefined ? undefined : await stores.roles.find(caller.accountId, defaultRoleKey);
  if (role === undefined) return;
  if (role.rank > caller.rank) throw new Problem('role-ceiling');
  requireScopes(caller, role.scopes);
}
