import { guest, reaches, RunningUsher, type InvitationView, type UsherClient } from '../support/usher';

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
