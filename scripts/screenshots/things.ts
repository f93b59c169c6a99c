import type { UsherClient } from '../demo/client';
import { APPLY_SLUG } from './places';
import { until, type Crowd, type Hosts } from './crowd';

interface Thing {
  readonly id: string;
  readonly name: string;
}
interface List {
  readonly items: readonly Thing[];
}

const CSV = [
  'partnerName,contactFirstName,contactLastName,contactEmail',
  'Pied Piper,Richard,Hendricks,richard@piedpiper.example',
  'Bluth Company,Michael,Bluth,michael@bluth.example',
  'Globex,Hank,Scorpio,not an address',
  'Initech,Peter,Gibbons,peter@initech.example',
  ',Nobody,Nameless,nobody@nowhere.example',
].join('\n');

/** Everything besides invitations that pages show, and the IDs by which to open it. */
export async function makeThings(
  hosts: Hosts & { readonly other: UsherClient },
  sinkUrl: string,
  gather: (hosts: Hosts, share: object) => Promise<Crowd>,
) {
  const { admin, other, stranger } = hosts;
  const invitations = ['created', 'sent', 'accepted', 'activated'].map((name) => `invitation.${name}`);
  const events = [...invitations, 'partnership.deactivated', 'partnership.reactivated'];
  const webhook = await admin.post<Thing>('/v1/webhook-endpoints', { url: `${sinkUrl}/ok`, events });
  await admin.post('/v1/webhook-endpoints', { url: `${sinkUrl}/broken`, events: ['invitation.declined'] });
  const scopes = ['invitations:read'];
  const key = await admin.post<Thing>('/v1/api-keys', { name: 'CRM synchronisation', scopes });
  await admin.post(`/v1/api-keys/${key.id}/rotate`, { oldKeyValidFor: 'P7D' });
  await admin.put('/v1/programs/default', { takesApplications: true, applySlug: APPLY_SLUG });
  await admin.put('/v1/approval-chat', { format: 'slack', url: `${sinkUrl}/ok` });
  await setUpSso(admin);
  const [workspace] = (await admin.get<List>('/v1/workspaces')).items;
  const folders = await admin.get<List>(`/v1/workspaces/${workspace!.id}/folders`);
  const share = { workspaceId: workspace!.id, folderIds: folders.items.slice(0, 2).map(({ id }) => id) };
  const crowd = await gather(hosts, share);
  const check = await admin.post<Thing>('/v1/invitation-imports?dryRun=true', { rows: rowsOf(CSV) });
  const user = await admin.post<Thing>('/v1/users', {
    firstName: 'Vera',
    lastName: 'Viewer',
    email: 'vera@acme.example',
    roleKey: 'viewer',
  });
  const received = await other.post<Thing>('/v1/invitations', {
    partnerName: 'Nordwind Logistik',
    contactEmail: crowd.activeEmail,
    message: 'Nordwind came highly recommended.',
  });
  const mail = await until(async () =>
    (await stranger.inbox()).find(({ invitationId }) => invitationId === crowd.ids.sent),
  );
  const { partnershipId } = await admin.invitation(crowd.ids.active);
  await pauseOne(admin);
  const made = {
    webhook: webhook.id,
    key: key.id,
    check: check.id,
    user: user.id,
    received: received.id,
    mail: mail.id,
    partnership: partnershipId ?? '',
  };
  return { crowd, made };
}

/** A provider that nobody signs in at: it shows how the settings look. */
async function setUpSso(admin: UsherClient): Promise<void> {
  await admin.put('/v1/sso', {
    issuer: 'https://login.acme.example',
    clientId: 'usher',
    clientSecret: 'known to the provider and to Usher',
    domains: ['acme.example'],
  });
}

/** One partner was switched off, which webhooks tell of. */
async function pauseOne(admin: UsherClient): Promise<void> {
  const partners = await admin.get<{ readonly items: readonly { readonly id: string }[] }>(
    '/v1/partners?search=Sol',
  );
  await admin.post(`/v1/partners/${partners.items[0]!.id}/deactivate`);
}

function rowsOf(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv.split('\n');
  const names = head.split(',');
  return lines.map((row) =>
    Object.fromEntries(row.split(',').map((text, index) => [names[index] ?? '', text])),
  );
}
