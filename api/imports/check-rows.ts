import type { FieldError } from '../../domain/field-error';
import type { CheckedInvitation } from '../../domain/invitations/invite';
import type { ProgramDoc } from '../../models';
import { type ApiDeps, type Caller, fieldErrors, Problem, PROBLEMS } from '../http';
import { newInvitation } from '../../domain/invitations/invitation-input';
import { IN_OUR_WORDS } from '../../domain/schema-words';
import { checkInvitation, type CheckStores } from '../invitations/new-invitation';

/** A row that may be invited, or what is wrong with it. */
export type CheckedRow =
  | { readonly input: CheckedInvitation; readonly emailKey: string }
  | { readonly errors: readonly FieldError[] };

/** More than anybody corrects in one row. */
const MOST_ERRORS = 20;

/** Checks rows as POST /v1/invitations does; what several rows name is read once. */
export class RowChecker {
  private readonly stores: CheckStores;

  constructor(
    { stores }: ApiDeps,
    private readonly caller: Caller,
  ) {
    this.stores = {
      programs: { find: remembered((accountId, key) => stores.programs.find(accountId, key)) },
      roles: { find: remembered((accountId, key) => stores.roles.find(accountId, key)) },
      workspaces: {
        find: remembered((accountId, id) => stores.workspaces.find(accountId, id)),
        listFolders: remembered((accountId, id) => stores.workspaces.listFolders(accountId, id)),
      },
      addablePartners: {
        find: remembered((accountId, id) => stores.addablePartners.find(accountId, id)),
      },
    };
  }

  /** The program that a row names, for the types of its custom fields. */
  async program(key: unknown): Promise<ProgramDoc | undefined> {
    if (key !== undefined && (typeof key !== 'string' || key.length > 64)) return undefined;
    return this.stores.programs.find(this.caller.accountId, key?.trim() ?? 'default');
  }

  async check(row: unknown): Promise<CheckedRow> {
    const parsed = newInvitation.safeParse(row, IN_OUR_WORDS);
    if (!parsed.success) return { errors: fieldErrors(parsed.error).slice(0, MOST_ERRORS) };
    try {
      const { input, emailKey } = await checkInvitation(this.stores, this.caller, parsed.data);
      return { input, emailKey };
    } catch (error) {
      return { errors: errorsOf(error).slice(0, MOST_ERRORS) };
    }
  }
}

/** Problems of the row, not of the request. */
function errorsOf(error: unknown): readonly FieldError[] {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'role-ceiling')
    return [{ pointer: '/roleKey', detail: `${PROBLEMS['role-ceiling'].title}.` }];
  if (error.code !== 'validation-failed') throw error;
  return error.options.errors ?? [];
}

function remembered<T>(read: (accountId: string, key: string) => Promise<T>) {
  const known = new Map<string, Promise<T>>();
  return (accountId: string, key: string): Promise<T> => {
    const found = known.get(key) ?? read(accountId, key);
    known.set(key, found);
    return found;
  };
}
