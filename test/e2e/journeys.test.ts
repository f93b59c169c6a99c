import {
  guest,
  reaches,
  RunningUsher,
  tokenIn,
  type Answer,
  type InvitationView,
  type UsherClient,
} from '../support/usher';

jest.setTimeout(300_000);

const PASSWORD = 'correct horse battery';

interface List<T> {
  readonly items: readonly T[];
}
interface Counts {
  readonly invited: number;
  readonly pending: number;
  readonly active: number;
  readonly sent: number;
}
interface SharedFolder {
  readonly name: string;
  readonly from: string;
  readonly records: readonly { readonly name: string }[];
}

const counts = (client: UsherClient) => client.get<Counts>('/v1/partner-explorer/counts');
const view = async (client: UsherClient, name: string) =>
  (await client.get<List<InvitationView>>(`/v1/invitations?view=${name}`)).items.map(({ id }) => id);
const partners = async (client: UsherClient) =>
  (await client.get<List<{ id: string }>>('/v1/partners?status=active')).items.map(({ id }) => id);
const sharedWith = async (client: UsherClient) =>
  (await client.get<{ sharedFolders: readonly SharedFolder[] }>('/v1/me/workspace')).sharedFolders;

let usher: RunningUsher;
beforeAll(async () => {
  usher = await RunningUsher.start();
});
afterAll(() => usher.discard());

it('Invited > Create Invitation > Submit Your Application > Pending Partners > approved > active partner', async () => {
  const { admin, approver, stranger } = usher;
  const before = await counts(admin);
  const person = { ...guest(), contactFirstName: 'Mira', contactLastName: 'Moser' };
  const { id } = await admin.post<InvitationView>('/v1/invitations', person);
  expect(await view(admin, 'invited')).toContain(id);

  const mail = await usher.mail(id);
  expect(mail.html).toContain('Submit Your Application');
  const token = await usher.token(id);
  const { account } = await stranger.post<{ account: string }>('/v1/public/invitation/lookup', { token });
  expect(account).toBe('new');
  await stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });

  await reaches(admin, id, 'pending_approval');
  expect(await view(admin, 'invited')).not.toContain(id);
  expect(await view(approver, 'pending')).toContain(id);
  await approver.post(`/v1/invitations/${id}/approve`, { note: 'A good partner' });

  const active = await reaches(admin, id, 'active');
  expect(await partners(admin)).toContain(active.partnershipId);
  expect(await view(admin, 'pending')).not.toContain(id);
  expect((await counts(admin)).active).toBe(before.active + 1);
});

/** Customer information, share records, set up the workspace: as the wizard's three steps send it. */
async function inviteAsCustomer(contactEmail: string) {
  const { otherAdmin: owner } = usher;
  const workspaces = await owner.get<List<{ id: string }>>('/v1/workspaces');
  const workspaceId = workspaces.items[0]?.id ?? '';
  const folders = await owner.get<List<{ id: string; name: string }>>(
    `/v1/workspaces/${workspaceId}/folders`,
  );
  const chosen = folders.items.slice(0, 2);
  const invitation = await owner.post<InvitationView>('/v1/invitations', {
    partnerName: 'Papier und Pappe',
    contactFirstName: 'Cora',
    contactLastName: 'Customer',
    contactEmail,
    phoneNumber: '+493012345678',
    country: 'DE',
    industry: 'Paper',
    share: { workspaceId, folderIds: chosen.map(({ id }) => id) },
    initialModule: 'certificates',
  });
  return { owner, invitation, folder: chosen[0], names: chosen.map(({ name }) => name).sort() };
}

it('Sent > customer information > share records > workspace set-up > sign-up > records visible > Active', async () => {
  const email = guest().contactEmail;
  const { owner, invitation, folder, names } = await inviteAsCustomer(email);
  expect(await view(owner, 'sent')).toContain(invitation.id);
  const token = await usher.token(invitation.id);
  await usher.stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });
  const active = await reaches(owner, invitation.id, 'active');
  expect(await partners(owner)).toContain(active.partnershipId);

  const customer = await usher.stranger.signIn(email, PASSWORD);
  const workspace = await customer.get<{ initialModule: string }>('/v1/me/workspace');
  expect(workspace.initialModule).toBe('certificates');
  const shared = await sharedWith(customer);
  expect(shared.map(({ name }) => name).sort()).toEqual(names);
  expect(shared.every(({ records }) => records.length > 0)).toBe(true);

  await owner.post(`/v1/folders/${folder?.id ?? ''}/records`, { name: 'Added later' });
  const later = (await sharedWith(customer)).flatMap(({ records }) => records.map(({ name }) => name));
  expect(later).toContain('Added later');

  await owner.post(`/v1/partners/${active.partnershipId ?? ''}/deactivate`, {});
  expect(await sharedWith(customer)).toEqual([]);
  await owner.post(`/v1/partners/${active.partnershipId ?? ''}/reactivate`, {});
  expect((await sharedWith(customer)).length).toBe(2);
});

/** A colleague in Globex with a password of their own, set by the link in the e-mail, and signed in. */
async function colleague(roleKey: string): Promise<{ email: string; client: UsherClient }> {
  const email = guest().contactEmail;
  const person = { firstName: 'Bert', lastName: 'Buyer', email, roleKey };
  await usher.otherAdmin.post('/v1/users', person);
  const mail = await usher.mailTo(email, 'set-password');
  const token = new URL(mail.links[0] ?? '').searchParams.get('token');
  await usher.stranger.post('/v1/public/set-password', { token, password: PASSWORD });
  return { email, client: await usher.stranger.signIn(email, PASSWORD) };
}

/** What tells two answers apart although the invitations are alike: identity and times. */
function comparable(answer: Answer<InvitationView>): unknown {
  const { id, contactEmail } = answer.body;
  const text = JSON.stringify([answer.status, answer.body]);
  return text
    .replaceAll(id, '<id>')
    .replaceAll(contactEmail ?? '', '<email>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"contentHash":"[^"]+"/g, '<hash>')
    .replaceAll(/"runId":("[^"]+"|null)/g, '<run>')
    .replaceAll(/"url":"[^"]+"/g, '<url>');
}

/** Acme shares a folder with an address. */
async function inviteFromAcme(contactEmail: string) {
  const { items } = await usher.admin.get<List<{ id: string }>>('/v1/workspaces');
  const workspaceId = items[0]?.id ?? '';
  const folders = await usher.admin.get<List<{ id: string }>>(`/v1/workspaces/${workspaceId}/folders`);
  const share = { workspaceId, folderIds: folders.items.slice(0, 1).map(({ id }) => id) };
  return usher.admin.call<InvitationView>('POST', '/v1/invitations', {
    body: { partnerName: 'Globex', contactEmail, share, initialModule: 'certificates' },
  });
}

/** What a browser shows after the button in the e-mail. */
async function landingPage(client: UsherClient, token: string): Promise<string> {
  const { headers } = await client.call('GET', `/invitation?token=${token}`);
  const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return (await client.withCookie(cookie).call<string>('GET', '/invitation')).body;
}

const me = (client: UsherClient) => client.get('/v1/me');
const workspaces = (client: UsherClient) => client.get('/v1/workspaces');

it('Sent > Received > declined signed in, which leaves everything as it was', async () => {
  const { admin } = usher;
  const dora = await colleague('partner_user');
  const { id } = (await inviteFromAcme(dora.email)).body;
  expect(await view(dora.client, 'received')).toContain(id);
  await dora.client.post(`/v1/invitations/${id}/decline`, { reason: 'Not now' });
  const declined = await reaches(admin, id, 'declined');
  expect(declined).toMatchObject({ reason: 'Not now', partnershipId: null });
  expect(await view(admin, 'invited')).toContain(id);
  expect(await sharedWith(dora.client)).toEqual([]);
  expect((await dora.client.call('POST', `/v1/invitations/${id}/accept`, { body: {} })).status).toBe(410);
});

it('Sent > Received > accepted signed in > Pending Partners > Active, for the address of another account’s user', async () => {
  const { admin, approver, otherAdmin, stranger } = usher;
  const bert = await colleague('partner_admin');
  const carla = await colleague('partner_admin');
  const before = { me: await me(bert.client), workspaces: await workspaces(bert.client) };
  expect(await sharedWith(bert.client)).toEqual([]);

  const known = await inviteFromAcme(bert.email);
  const unknown = await inviteFromAcme(guest().contactEmail);
  expect(known.status).toBe(201);
  expect(comparable(known)).toBe(comparable(unknown));

  const { id } = known.body;
  expect((await usher.mail(id, 'share-notification')).to).toBe(bert.email);
  const toAdmin = await usher.mailTo(usher.facts.otherAdmin.email, 'share-notification-admin');
  expect(toAdmin.invitationId).toBe(id);
  await reaches(admin, id, 'sent');
  for (const client of [otherAdmin, bert.client]) expect(await view(client, 'received')).toContain(id);
  expect(await view(admin, 'received')).not.toContain(id);

  const token = tokenIn(await usher.mail(id, 'share-notification'));
  const { account } = await stranger.post<{ account: string }>('/v1/public/invitation/lookup', { token });
  expect(account).toBe('existing');
  const application = { body: { token, password: PASSWORD } };
  expect((await stranger.call('POST', '/v1/public/invitation/accept', application)).status).toBe(401);
  const page = await landingPage(carla.client, token ?? '');
  for (const address of [bert.email, carla.email]) expect(page).toContain(address);
  expect((await carla.client.call('POST', `/v1/invitations/${id}/accept`, { body: {} })).status).toBe(403);
  expect((await admin.call('POST', `/v1/invitations/${id}/accept`, { body: {} })).status).toBe(404);
  expect((await admin.invitation(id)).status).toBe('sent');

  await bert.client.post(`/v1/invitations/${id}/accept`);
  await reaches(admin, id, 'pending_approval');
  expect(await sharedWith(bert.client)).toEqual([]);
  await approver.post(`/v1/invitations/${id}/approve`);
  const active = await reaches(admin, id, 'active');
  expect(await partners(admin)).toContain(active.partnershipId);

  for (const { client } of [bert, carla]) {
    const shared = await sharedWith(client);
    expect(shared.map(({ from }) => from)).toEqual(['Acme']);
    expect(shared[0]?.records.length).toBeGreaterThan(0);
  }
  expect({ me: await me(bert.client), workspaces: await workspaces(bert.client) }).toEqual(before);
  expect(await stranger.signIn(bert.email, PASSWORD)).toBeDefined();
});
