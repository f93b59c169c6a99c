import type { Endpoint } from '../../api/http/endpoint';
import { getApiKeys } from '../../api/api-keys/list';
import { getAuditLog } from '../../api/audit-log/list';
import { postInvitationImports } from '../../api/imports/upload';
import { postInvitationsByIdAccept } from '../../api/invitations/accept';
import { getMeMembershipOffers } from '../../api/memberships/list';
import { getPartnerExplorerCounts } from '../../api/partners/count';
import { getPartners } from '../../api/partners/list';
import { getPrograms } from '../../api/programs/list';
import { getRoles } from '../../api/roles/list';
import { getMeWorkspace } from '../../api/sessions/own-workspace';
import { getStats } from '../../api/stats/funnel';
import { getUsers } from '../../api/users/list';
import { getWebhookEndpoints } from '../../api/webhooks/list';
import { getWorkspaces } from '../../api/workspaces/list';
import { mayCall, type Visitor } from './api-call';

interface Group {
  readonly label: string;
  /** Each with the endpoint that its page lives on; none for what everybody may see. */
  readonly items: readonly (readonly [label: string, href: string, endpoint?: Endpoint])[];
}

const GROUPS: readonly Group[] = [
  {
    label: 'Partner Management',
    items: [
      ['Communications Invitations', '/partner-explorer?tab=invited', getPartnerExplorerCounts],
      ['Pending Partners', '/partner-explorer?tab=pending', getPartnerExplorerCounts],
      ['Partners', '/partner-explorer?tab=active', getPartners],
      ['Sent', '/partner-explorer?tab=sent', getPartnerExplorerCounts],
      ['Import', '/imports', postInvitationImports],
      ['Statistics', '/stats', getStats],
    ],
  },
  {
    label: 'My side',
    items: [
      ['Received', '/partner-explorer?tab=received', postInvitationsByIdAccept],
      ['My workspace', '/workspace', getMeWorkspace],
      ['Memberships', '/memberships', getMeMembershipOffers],
    ],
  },
  {
    label: 'Settings',
    items: [
      ['Programs', '/programs', getPrograms],
      ['Workspaces', '/workspaces', getWorkspaces],
      ['Users', '/users', getUsers],
      ['Roles', '/roles', getRoles],
      ['API keys', '/api-keys', getApiKeys],
      ['Webhooks', '/webhooks', getWebhookEndpoints],
      ['Audit log', '/audit-log', getAuditLog],
    ],
  },
];

/** With the preview transport e-mails reach nobody, and this is where to read them. */
const TRYING_OUT: Group = {
  label: 'Trying out',
  items: [['Preview inbox', '/dev/inbox']],
};

/** The menu as far as the visitor's scopes reach. */
export function navigationOf(visitor: Visitor, tab = 'invited') {
  const here = visitor.request.path;
  const isHere = (href: string) =>
    href.includes('?') ? here === '/partner-explorer' && href.endsWith(`=${tab}`) : isBelow(here, href);
  const isPreview = visitor.deps.settings.emailTransport === 'preview';
  return [...GROUPS, ...(isPreview ? [TRYING_OUT] : [])]
    .map(({ label, items }) => ({
      label,
      items: items
        .filter(([, , endpoint]) => endpoint === undefined || mayCall(visitor, endpoint))
        .map(([name, href]) => ({ label: name, href, current: isHere(href) })),
    }))
    .filter(({ items }) => items.length > 0);
}

function isBelow(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`);
}
