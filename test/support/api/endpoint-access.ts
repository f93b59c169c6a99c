import type { Scope } from '../../../domain/accounts/roles';

/** Who opens an endpoint besides the holders of a scope. */
type Door = 'public' | 'signed-in' | 'session' | 'instance-key' | Scope;

/**
 * What opens which endpoint, as it was decided: written by hand, so that a declaration that says something else
 * is noticed. What stands under two scopes is opened by either.
 */
export const OPENED_BY: Readonly<Record<Door, readonly string[]>> = {
  public: [
    'GET /healthz',
    'GET /metrics',
    'GET /openapi.json',
    'GET /readyz',
    'POST /v1/email-events/sendgrid',
    'POST /v1/password-resets',
    'POST /v1/public/invitation/accept',
    'POST /v1/public/invitation/decline',
    'POST /v1/public/invitation/lookup',
    'POST /v1/public/invitation/remind-later',
    'POST /v1/public/invitation/request-new-link',
    'POST /v1/public/invitation/unsubscribe',
    'POST /v1/public/set-password',
    'POST /v1/session',
    'POST /v1/session/sso',
    'POST /v1/session/sso/finish',
  ],
  'signed-in': [
    'GET /v1/invitations',
    'GET /v1/invitations/{id}',
    'POST /v1/invitations/{id}/accept',
    'POST /v1/invitations/{id}/decline',
    'GET /v1/me',
    'GET /v1/me/membership-offers',
    'POST /v1/me/membership-offers/{id}/accept',
    'POST /v1/me/membership-offers/{id}/decline',
    'POST /v1/me/password',
  ],
  session: ['DELETE /v1/session', 'GET /v1/session', 'POST /v1/session/account'],
  'instance-key': ['POST /v1/accounts', 'GET /v1/read-model/rebuild', 'POST /v1/read-model/rebuild'],
  'invitations:read': [
    'GET /v1/invitation-imports',
    'GET /v1/invitation-imports/{id}',
    'GET /v1/invitation-imports/{id}/rejected.csv',
    'GET /v1/invitation-imports/{id}/rows',
    'GET /v1/invitations/{id}/timeline',
    'GET /v1/partner-explorer/counts',
    'GET /v1/suppressions',
  ],
  'invitations:write': [
    'POST /v1/invitations',
    'PATCH /v1/invitations/{id}',
    'POST /v1/invitations/{id}/extend',
    'POST /v1/invitations/{id}/reinvite',
    'POST /v1/invitations/{id}/resend',
    'POST /v1/invitations/{id}/revoke',
    'DELETE /v1/suppressions/{id}',
  ],
  'invitations:decide': [
    'POST /v1/invitations/{id}/approve',
    'POST /v1/invitations/{id}/reject',
    'POST /v1/invitations/{id}/return',
  ],
  'invitations:correct': ['PATCH /v1/invitations/{id}'],
  'invitations:resend': ['POST /v1/invitations/{id}/resend'],
  'invitations:retry': ['POST /v1/invitations/{id}/retry'],
  'invitations:receive': [],
  'imports:write': [
    'GET /v1/invitation-imports',
    'POST /v1/invitation-imports',
    'GET /v1/invitation-imports/{id}',
    'POST /v1/invitation-imports/{id}/cancel',
    'GET /v1/invitation-imports/{id}/rejected.csv',
    'GET /v1/invitation-imports/{id}/rows',
  ],
  'partners:read': ['GET /v1/partners', 'GET /v1/partners/{id}', 'GET /v1/partners/{id}/shares'],
  'partners:write': [
    'POST /v1/partners/{id}/deactivate',
    'POST /v1/partners/{id}/reactivate',
    'POST /v1/partners/{id}/shares',
    'DELETE /v1/partners/{id}/shares/{folderId}',
  ],
  'programs:read': [
    'GET /v1/programs',
    'GET /v1/programs/{key}',
    'POST /v1/programs/{key}/rules/dry-run',
    'POST /v1/programs/{key}/templates/preview',
  ],
  'programs:write': ['PUT /v1/programs/{key}', 'POST /v1/programs/{key}/templates/test-send'],
  'workspaces:read': [
    'GET /v1/folders/{id}/records',
    'GET /v1/workspaces',
    'GET /v1/workspaces/{id}/folders',
  ],
  'workspaces:write': [
    'POST /v1/folders/{id}/records',
    'POST /v1/workspaces',
    'POST /v1/workspaces/{id}/folders',
  ],
  'workspace:own': ['PUT /v1/me/module', 'GET /v1/me/workspace'],
  'roles:read': ['GET /v1/roles', 'GET /v1/roles/{key}'],
  'roles:write': ['POST /v1/roles', 'DELETE /v1/roles/{key}', 'PUT /v1/roles/{key}'],
  'users:read': ['GET /v1/users', 'GET /v1/users/{id}'],
  'users:write': [
    'POST /v1/users',
    'DELETE /v1/users/{id}',
    'PUT /v1/users/{id}',
    'POST /v1/users/{id}/resend',
    'GET /v1/users/{id}/responsibilities',
  ],
  'api-keys:write': [
    'GET /v1/api-keys',
    'POST /v1/api-keys',
    'DELETE /v1/api-keys/{id}',
    'POST /v1/api-keys/{id}/rotate',
  ],
  'webhooks:write': [
    'GET /v1/webhook-endpoints',
    'POST /v1/webhook-endpoints',
    'DELETE /v1/webhook-endpoints/{id}',
    'GET /v1/webhook-endpoints/{id}',
    'GET /v1/webhook-endpoints/{id}/deliveries',
    'POST /v1/webhook-endpoints/{id}/deliveries/{deliveryId}/replay',
    'POST /v1/webhook-endpoints/{id}/resume',
    'POST /v1/webhook-endpoints/{id}/rotate-secret',
  ],
  'stats:read': ['GET /v1/stats'],
  'audit:read': ['GET /v1/audit-log', 'GET /v1/audit-log/verification'],
  'sso:write': [
    'DELETE /v1/sso',
    'GET /v1/sso',
    'PUT /v1/sso',
    'POST /v1/sso/check',
    'DELETE /v1/sso/identities/{userId}',
  ],
  'privacy:write': ['POST /v1/privacy/erase', 'GET /v1/privacy/erasures/{id}', 'POST /v1/privacy/export'],
};

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

/** Rank and scopes of the roles that every account has; `all` are those of an administrator. */
export const ROLES: Readonly<Record<string, readonly [rank: number, scopes: readonly Scope[] | 'all']>> = {
  account_admin: [100, 'all'],
  subscription_owner: [90, 'all'],
  partner_admin: [80, 'all'],
  approver: [60, [...READ, 'invitations:decide', 'invitations:correct']],
  operator: [50, [...READ, 'invitations:retry', 'invitations:resend', 'audit:read']],
  partner_user: [20, ['workspace:own', 'invitations:receive']],
  viewer: [10, READ],
};
