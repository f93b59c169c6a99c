import type { Crowd } from './crowd';
import { VIEW_LISTS } from '../../domain/invitations/saved-view';
import { PROGRAM_TAB_KEYS } from '../../web/programs/tabs';

/** Who looks: each has a browser of their own. */
export type Viewer = 'admin' | 'approver' | 'partner' | 'nobody';

/** A page as it is after opening its address. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly viewer?: Viewer;
}

/** Where anybody applies to the account. */
export const APPLY_SLUG = 'acme-partners';

/** Every address of the signed-in side and of the preview inbox. */
export function placesOf({ ids }: Crowd, made: Readonly<Record<string, string>>): readonly Place[] {
  return [
    ...VIEW_LISTS.map((tab) => ({ name: `explorer-${tab}`, path: `/partner-explorer?tab=${tab}` })),
    { name: 'explorer-nothing-found', path: '/partner-explorer?tab=sent&search=nobody+like+this' },
    { name: 'explorer-filtered', path: '/partner-explorer?tab=invited&status=declined' },
    { name: 'explorer-approver', path: '/partner-explorer?tab=pending', viewer: 'approver' },
    { name: 'wizard-customer', path: '/invitations/new' },
    { name: 'wizard-add-to', path: `/invitations/new?addTo=${made['partnership']}` },
    ...Object.entries(ids).map(([fate, id]) => ({ name: `invitation-${fate}`, path: `/invitations/${id}` })),
    { name: 'invitation-pending-approver', path: `/invitations/${ids.pending}`, viewer: 'approver' },
    { name: 'invitation-edit', path: `/invitations/${ids.bounced}/edit` },
    { name: 'review', path: `/invitations/${ids.pending}/review`, viewer: 'approver' },
    { name: 'partner', path: `/partners/${made['partnership']}` },
    ...PROGRAM_TAB_KEYS.map((tab) => ({ name: `program-${tab}`, path: `/programs/default?tab=${tab}` })),
    { name: 'terms-acceptances', path: '/programs/default/terms-acceptances' },
    { name: 'programs', path: '/programs' },
    { name: 'programs-new', path: '/programs/new' },
    { name: 'workspaces', path: '/workspaces' },
    { name: 'folder', path: `/folders/${made['folder']}` },
    { name: 'record', path: `/records/${made['record']}` },
    { name: 'notifications', path: '/notifications' },
    { name: 'users', path: '/users' },
    { name: 'users-new', path: '/users/new' },
    { name: 'user', path: `/users/${made['user']}` },
    { name: 'roles', path: '/roles' },
    { name: 'roles-new', path: '/roles/new' },
    { name: 'api-keys', path: '/api-keys' },
    { name: 'api-keys-new', path: '/api-keys/new' },
    { name: 'api-keys-rotate', path: `/api-keys/${made['key']}/rotate` },
    { name: 'approval-chat', path: '/chat' },
    { name: 'approval-chat-settings', path: '/chat/settings' },
    { name: 'webhooks', path: '/webhooks' },
    { name: 'webhooks-new', path: '/webhooks/new' },
    { name: 'webhook-deliveries', path: `/webhooks/${made['webhook']}` },
    { name: 'sso', path: '/sso' },
    { name: 'imports', path: '/imports' },
    { name: 'import-done', path: `/imports/${made['check']}` },
    { name: 'stats', path: '/stats' },
    { name: 'stats-inviter', path: '/stats?groupBy=inviter' },
    { name: 'audit-log', path: '/audit-log' },
    { name: 'workspace-own', path: '/workspace' },
    { name: 'not-found', path: '/nothing/here' },
    { name: 'forbidden', path: '/api-keys', viewer: 'approver' },
    { name: 'partner-workspace', path: '/workspace', viewer: 'partner' },
    { name: 'partner-received', path: '/partner-explorer?tab=received', viewer: 'partner' },
    { name: 'partner-received-invitation', path: `/invitations/${made['received']}`, viewer: 'partner' },
    { name: 'sign-in', path: '/sign-in', viewer: 'nobody' },
    { name: 'apply', path: `/apply/${APPLY_SLUG}`, viewer: 'nobody' },
    { name: 'apply-nobody', path: '/apply/nobody-here', viewer: 'nobody' },
    { name: 'sign-in-sso', path: '/sign-in/sso', viewer: 'nobody' },
    { name: 'forgot-password', path: '/forgot-password', viewer: 'nobody' },
    { name: 'inbox', path: '/dev/inbox', viewer: 'nobody' },
    { name: 'inbox-message', path: `/dev/inbox/${made['mail']}`, viewer: 'nobody' },
    { name: 'not-found-nobody', path: '/nothing/here', viewer: 'nobody' },
  ];
}
