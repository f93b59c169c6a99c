import { mayCall } from './api-call';
import { queryOf, type PageContext } from './page-context';

interface Item {
  readonly label: string;
  readonly href: string;
  /** The endpoint that the page lives on; none for what everybody may see. */
  readonly route?: string;
}

interface Group {
  readonly label: string;
  readonly items: readonly Item[];
}

const GROUPS: readonly Group[] = [
  {
    label: 'Partner Management',
    items: [
      item('Communications Invitations', '/partner-explorer?tab=invited', 'get /v1/partner-explorer/counts'),
      item('Pending Partners', '/partner-explorer?tab=pending', 'get /v1/partner-explorer/counts'),
      item('Partners', '/partner-explorer?tab=active', 'get /v1/partners'),
      item('Sent', '/partner-explorer?tab=sent', 'get /v1/partner-explorer/counts'),
      item('Import', '/imports', 'post /v1/invitation-imports'),
      item('Statistics', '/stats', 'get /v1/stats'),
    ],
  },
  {
    label: 'My side',
    items: [
      item('Received', '/partner-explorer?tab=received', 'post /v1/invitations/{id}/accept'),
      item('My workspace', '/workspace', 'get /v1/me/workspace'),
      item('Memberships', '/memberships', 'get /v1/me/membership-offers'),
    ],
  },
  {
    label: 'Settings',
    items: [
      item('Programs', '/programs', 'get /v1/programs'),
      item('Workspaces', '/workspaces', 'get /v1/workspaces'),
      item('Users', '/users', 'get /v1/users'),
      item('Roles', '/roles', 'get /v1/roles'),
      item('API keys', '/api-keys', 'get /v1/api-keys'),
      item('Webhooks', '/webhooks', 'get /v1/webhook-endpoints'),
      item('Audit log', '/audit-log', 'get /v1/audit-log'),
    ],
  },
];

/** With the preview transport e-mails reach nobody, and this is where to read them. */
const TRYING_OUT: Group = {
  label: 'Trying out',
  items: [{ label: 'Preview inbox', href: '/dev/inbox' }],
};

function item(label: string, href: string, route: string): Item {
  return { label, href, route };
}

/** The menu as far as the visitor's scopes reach. */
export function navigationOf(context: PageContext) {
  const here = context.request.path;
  const tab = queryOf(context, 'tab') ?? 'invited';
  const isHere = (href: string) =>
    href.includes('?') ? here === '/partner-explorer' && href.endsWith(`=${tab}`) : isBelow(here, href);
  const isPreview = context.deps.settings.emailTransport === 'preview';
  return [...GROUPS, ...(isPreview ? [TRYING_OUT] : [])]
    .map(({ label, items }) => ({
      label,
      items: items
        .filter(({ route }) => route === undefined || mayCall(context, route))
        .map(({ label: name, href }) => ({ label: name, href, current: isHere(href), count: undefined })),
    }))
    .filter(({ items }) => items.length > 0);
}

function isBelow(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`);
}
