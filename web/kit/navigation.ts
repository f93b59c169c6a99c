import * as api from '../../api';
import type { Endpoint, JsonBodyOf } from '../../api/http/endpoint';
import type { IconName } from '../../templates/pages/icons';
import { MOST_WAITING } from '../../api/sessions/schema';
import { mayCall, type Visitor } from './api-call';
import { t } from './reader';

interface Item {
  readonly label: string;
  readonly href: string;
  /** The endpoint that its page lives on; none for what everybody may see. */
  readonly endpoint?: Endpoint;
  /** Only for accounts that invite partners. */
  readonly inviting?: true;
}

interface Group {
  readonly label: string;
  readonly items: readonly Item[];
}

const item = (label: string, href: string, endpoint?: Endpoint): Item => ({
  ...{ label, href },
  ...(endpoint && { endpoint }),
});
const inviting = (...of: Parameters<typeof item>): Item => ({ ...item(...of), inviting: true });

const PENDING = '/partner-explorer?tab=pending';

const MANAGEMENT: Group = {
  label: 'Partner Management',
  items: [
    inviting('Communications Invitations', '/partner-explorer?tab=invited', api.getPartnerExplorerCounts),
    inviting('Pending Partners', PENDING, api.getPartnerExplorerCounts),
    inviting('Partners', '/partner-explorer?tab=active', api.getPartners),
    inviting('Sent', '/partner-explorer?tab=sent', api.getPartnerExplorerCounts),
    inviting('Import', '/imports', api.postInvitationImports),
    inviting('Statistics', '/stats', api.getStats),
  ],
};
const OWN: Group = {
  label: 'My side',
  items: [
    item('My workspace', '/workspace', api.getMeWorkspace),
    item('Received', '/partner-explorer?tab=received', api.postInvitationsByIdAccept),
    item('Memberships', '/memberships', api.getMeMembershipOffers),
    item('Notifications', '/notifications', api.getMeNotifications),
  ],
};
const SETTINGS: Group = {
  label: 'Settings',
  items: [
    inviting('Programs', '/programs', api.getPrograms),
    inviting('Workspaces', '/workspaces', api.getWorkspaces),
    item('Users', '/users', api.getUsers),
    item('Roles', '/roles', api.getRoles),
    inviting('API keys', '/api-keys', api.getApiKeys),
    inviting('Webhooks', '/webhooks', api.getWebhookEndpoints),
    inviting('Approval chat', '/chat', api.getApprovalChat),
    item('Single sign-on', '/sso', api.getSso),
    item('Audit log', '/audit-log', api.getAuditLog),
  ],
};

/** An account that was invited itself sees the tools of inviting accounts once it wants to be one. */
const TO_INVITE: Group = {
  label: 'More',
  items: [item('Invite partners of your own', '/invitations/new', api.postInvitations)],
};

/** With the preview transport e-mails reach nobody, and this is where to read them. */
const TRYING_OUT: Group = {
  label: 'Trying out',
  items: [item('Preview inbox', '/dev/inbox')],
};

/** What stands before each label; a chevron before one that has no picture here. */
const ICONS: Readonly<Record<string, IconName | undefined>> = {
  '/partner-explorer?tab=invited': 'mail',
  '/partner-explorer?tab=pending': 'hourglass',
  '/partner-explorer?tab=active': 'handshake',
  '/partner-explorer?tab=sent': 'send',
  '/imports': 'upload',
  '/stats': 'chart-line',
  '/partner-explorer?tab=received': 'inbox',
  '/workspace': 'folder-open',
  '/memberships': 'id-card',
  '/notifications': 'bell',
  '/programs': 'layers',
  '/workspaces': 'folders',
  '/users': 'users',
  '/roles': 'shield',
  '/api-keys': 'key-round',
  '/webhooks': 'webhook',
  '/chat': 'messages-square',
  '/sso': 'log-in',
  '/audit-log': 'scroll-text',
  '/dev/inbox': 'mail-open',
};

/** The pages that invite ask what the programs ask for, so that inviting by page takes reading them as well. */
export const mayInvite = (visitor: Pick<Visitor, 'caller'>): boolean =>
  mayCall(visitor, api.postInvitations) && mayCall(visitor, api.getPrograms);

/** What of the signed-in person decides about the menu. */
type Reader = Pick<JsonBodyOf<typeof api.getMe>, 'invites' | 'waiting'>;

/** The menu as far as the visitor's scopes reach. */
export function navigationOf(visitor: Visitor, { invites, waiting }: Reader, tab = 'invited') {
  const here = visitor.request.path;
  const isHere = (href: string) =>
    href.includes('?') ? here === '/partner-explorer' && href.endsWith(`=${tab}`) : isBelow(here, href);
  const isPreview = visitor.deps.settings.emailTransport === 'preview';
  const groups = invites ? [MANAGEMENT, OWN, SETTINGS] : [OWN, SETTINGS, TO_INVITE];
  return [...groups, ...(isPreview ? [TRYING_OUT] : [])]
    .map(({ label, items }) => ({
      label: t(label),
      items: items
        .filter((one) => invites || one.inviting !== true)
        .filter(({ endpoint }) => endpoint === undefined || mayCall(visitor, endpoint))
        .map((one) => ({
          label: t(one.label),
          href: one.href,
          icon: ICONS[one.href] ?? 'chevron-right',
          current: isHere(one.href),
          ...(one.href === PENDING && waiting !== null && { count: countText(waiting) }),
        })),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Nothing for none; of very many only that they are. */
function countText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count < MOST_WAITING ? String(count) : `${MOST_WAITING - 1}+`;
}

function isBelow(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`);
}
