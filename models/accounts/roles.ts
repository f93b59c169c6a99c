import type { Connection, Model } from 'mongoose';
import { defineModel, insertOnce } from '../mongo/collection';

/** Everything a credential may be allowed to do; the list is closed. */
export const SCOPES = [
  'invitations:read',
  'invitations:write',
  'invitations:decide',
  'invitations:correct',
  'invitations:resend',
  'invitations:retry',
  'invitations:receive',
  'imports:write',
  'partners:read',
  'partners:write',
  'programs:read',
  'programs:write',
  'workspaces:read',
  'workspaces:write',
  'workspace:own',
  'roles:read',
  'roles:write',
  'users:read',
  'users:write',
  'api-keys:write',
  'webhooks:write',
  'stats:read',
  'audit:read',
  'privacy:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A role as code works with it; a higher rank may grant a lower one, never the other way round. */
export interface Role {
  readonly key: string;
  readonly name: string;
  readonly rank: number;
  readonly scopes: readonly Scope[];
  readonly builtIn: boolean;
}

const READ: readonly Scope[] = [
  'invitations:read',
  'partners:read',
  'programs:read',
  'workspaces:read',
  'workspace:own',
  'roles:read',
  'users:read',
  'stats:read',
];
const builtIn = (key: string, name: string, rank: number, scopes: readonly Scope[]): Role => ({
  key,
  name,
  rank,
  scopes,
  builtIn: true,
});

/** The roles that every account has; their keys cannot be taken by an account's own role. */
export const BUILT_IN_ROLES: readonly Role[] = [
  builtIn('account_admin', 'Account admin', 100, SCOPES),
  builtIn('subscription_owner', 'Subscription owner', 90, SCOPES),
  builtIn('partner_admin', 'Partner admin', 80, SCOPES),
  builtIn('approver', 'Approver', 60, [...READ, 'invitations:decide', 'invitations:correct']),
  builtIn('operator', 'Operator', 50, [...READ, 'invitations:retry', 'invitations:resend', 'audit:read']),
  builtIn('partner_user', 'Partner user', 20, ['workspace:own', 'invitations:receive']),
  builtIn('viewer', 'Viewer', 10, READ),
];

interface RoleDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly rank: number;
  readonly scopes: readonly Scope[];
}

export const roleModel = (connection: Connection): Model<RoleDoc> =>
  defineModel<RoleDoc>(
    connection,
    'roles',
    { accountId: String, key: String, name: String, rank: Number, scopes: [String] },
    // An account's own roles.
    [{ keys: { accountId: 1 } }],
  );

/** Built-in roles and accounts' own ones, as one list. */
export class RoleStore {
  private readonly model: Model<RoleDoc>;
  constructor(connection: Connection) {
    this.model = roleModel(connection);
  }

  async find(accountId: string, key: string): Promise<Role | undefined> {
    const known = BUILT_IN_ROLES.find((role) => role.key === key);
    if (known !== undefined) return known;
    const own = await this.model.findOne({ _id: `${accountId}:${key}` }).lean<RoleDoc>();
    return own === null ? undefined : toRole(own);
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
