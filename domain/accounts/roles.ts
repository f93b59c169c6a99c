/** Everything a credential may be allowed to do; the list is closed. */
export const SCOPES = [
  'invitations:read',
  'invitations:write',
  'invitations:decide',
  'invitations:correct',
  'invitations:resend',
  'invitations:link',
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
  'sso:write',
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
