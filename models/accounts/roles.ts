import { BUILT_IN_ROLES, type Role } from '../../domain/accounts/roles';
import { collection, findOne, insertOnce, storeOf } from '../mongo/collection';

interface RoleDoc extends Omit<Role, 'builtIn'> {
  readonly _id: string;
  readonly accountId: string;
}

export const roleModel = collection<RoleDoc>(
  'roles',
  { accountId: String, key: String, name: String, rank: Number, scopes: [String] },
  // An account's own roles.
  [{ keys: { accountId: 1 } }],
);

/** Built-in roles and accounts' own ones, as one list. */
export class RoleStore extends storeOf(roleModel) {
  async find(accountId: string, key: string): Promise<Role | undefined> {
    const known = BUILT_IN_ROLES.find((role) => role.key === key);
    if (known !== undefined) return known;
    const own = await findOne(this.model, { _id: `${accountId}:${key}` });
    return own && toRole(own);
  }

  /** Highest rank first. */
  async list(accountId: string): Promise<Role[]> {
    const own = await this.model.find({ accountId }).lean<RoleDoc[]>();
    return [...BUILT_IN_ROLES, ...own.map(toRole)].sort((a, b) => b.rank - a.rank);
  }

  /** Creates an own role; false when the key is taken, by a built-in role or an own one. */
  async add(accountId: string, { key, name, rank, scopes }: Omit<Role, 'builtIn'>): Promise<boolean> {
    if (BUILT_IN_ROLES.some((known) => known.key === key)) return false;
    const _id = `${accountId}:${key}`;
    return insertOnce(this.model, { _id, accountId, key, name, rank, scopes: [...scopes] });
  }

  /** Creates or replaces an account's own role; false for the key of a built-in one. */
  async put(accountId: string, role: Omit<Role, 'builtIn'>): Promise<boolean> {
    if (BUILT_IN_ROLES.some((known) => known.key === role.key)) return false;
    const { key, name, rank, scopes } = role;
    const set = { accountId, key, name, rank, scopes: [...scopes] };
    await this.model.updateOne({ _id: `${accountId}:${key}` }, { $set: set }, { upsert: true });
    return true;
  }

  /** Whether an own role was removed; built-in ones stay. */
  async remove(accountId: string, key: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: `${accountId}:${key}` })).deletedCount === 1;
  }
}

function toRole({ key, name, rank, scopes }: RoleDoc): Role {
  return { key, name, rank, scopes, builtIn: false };
}
