import * as api from '../../api';
import type { Endpoint } from '../../api/http/endpoint';
import type { IconName } from '../../templates/pages/icons';
import { mayCall, type Visitor } from './api-call';
import { t } from './reader';

interface Group {
  readonly label: string;
  /** Each with the endpoint that its page lives on; none for what everybody may see. */
  readonly items: readonly (readonly [label: string, href: string, endpoint?: Endpoint])[];
}

const GROUPS: readonly Group[] = [
  {
    label: 'Partner Management',
    items: [
      ['Communications Invitations', '/partner-explorer?tab=invited', api.getPartnerExplorerCounts],
      ['Pending Partners', '/partner-explorer?tab=pending', api.getPartnerExplorerCounts],
      ['Partners', '/partner-explorer?tab=active', api.getPartners],
      ['Sent', '/partner-explorer?tab=sent', api.getPartnerExplorerCounts],
      ['Import', '/imports', api.postInvitationImports],
      ['Statistics', '/stats', api.getStats],
    ],
  },
  {
    label: 'My side',
    items: [
      ['Received', '/partner-explorer?tab=received', api.postInvitationsByIdAccept],
      ['My workspace', '/workspace', api.getMeWorkspace],
      ['Memberships', '/memberships', api.getMeMembershipOffers],
      ['Notifications', '/notifications', api.getMeNotifications],
    ],
  },
  {
    label: 'Settings',
    items: [
      ['Programs', '/programs', api.getPrograms],
      ['Workspaces', '/workspaces', api.getWorkspaces],
      ['Users', '/users', api.getUsers],
      ['Roles', '/roles', api.getRoles],
      ['API keys', '/api-keys', api.getApiKeys],
      ['Webhooks', '/webhooks', api.getWebhookEndpoints],
      ['Approval chat', '/chat', api.getApprovalChat],
      ['Single sign-on', '/sso', api.getSso],
      ['Audit log', '/audit-log', api.getAuditLog],
    ],
  },
];

/** With the preview transport e-mails reach nobody, and this is where to read them. */
const TRYING_OUT: Group = {
  label: 'Trying out',
  items: [['Preview inbox', '/dev/inbox']],
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

/** The menu as far as the visitor's scopes reach. */
export function navigationOf(visitor: Visitor, tab = 'invited') {
  const here = visitor.request.path;
  const isHere = (href: string) =>
    href.includes('?') ? here === '/partner-explorer' && href.endsWith(`=${tab}`) : isBelow(here, href);
  const isPreview = visitor.deps.settings.emailTransport === 'preview';
  return [...GROUPS, ...(isPreview ? [TRYING_OUT] : [])]
    .map(({ label, items }) => ({
      label: t(label),
      items: items
        .filter(([, , endpoint]) => endpoint === undefined || mayCall(visitor, endpoint))
        .map(([name, href]) => ({
          label: t(name),
          href,
          icon: ICONS[href] ?? 'chevron-right',
          current: isHere(href),
        })),
    }))
    .filter(({ items }) => items.length > 0);
}

function isBelow(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`);
}
