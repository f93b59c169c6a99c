import { getInvitationsById } from '../../../api/invitations/get';
import { payloadOf } from '../../../domain/webhooks/payload';
import { environmentOf, runUsher } from '../../cli/support';
import { addingTo } from '../../support/api/adding';
import { bodyOf } from '../../support/api/declared-answers';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
const { accept, programs, partner: nordwind, pending, membersOf } = addingTo(world);

beforeAll(async () => {
  await world.startWorld();
  await programs();
});
afterAll(() => world.stopWorld());

const details = async (id: string) =>
  bodyOf(getInvitationsById, await world.get(`/v1/invitations/${id}`, people().admin));

it('is chosen on the command line, by who invites and by who approves', async () => {
  const partner = await nordwind();
  const usher = (args: string[], USHER_API_KEY = people().admin.key) =>
    runUsher(args, { ...environmentOf(world), USHER_API_KEY });
  const email = `cli@${partner.domain}`;
  const printed = await usher([
    'invite',
    'Nordwind',
    email,
    '--program',
    'reviewed',
    '--partner',
    partner.id,
  ]);
  expect(printed).toMatch(/Added to +Nordwind/);
  const { id, path } = await pending(partner.domain);
  await usher(['approve', id, '--partner', partner.id], people().approver.key);
  expect((await world.status(id, 'active')).addTo?.id).toBe(partner.id);
  const other = await pending(partner.domain, 'reviewed', { addToPartnershipId: partner.id });
  await usher(['approve', other.id, '--partner', 'new'], people().approver.key);
  expect((await world.status(other.id, 'active')).addTo).toBeNull();
  await expect(usher(['approve', id, '--partner', 'prt_none'], people().approver.key)).rejects.toThrow('409');
  expect(path).toContain(id);
});

it('is a column of an import, checked row by row', async () => {
  const partner = await nordwind();
  const header = 'partnerName,contactEmail,program,addToPartnershipId,roleKey';
  const rows = [
    `Nordwind,csv@${partner.domain},auto,${partner.id},`,
    `Nordwind,none@${partner.domain},auto,prt_none,`,
    `Nordwind,high@${partner.domain},auto,${partner.id},partner_admin`,
  ];
  const answer = await world.call('POST', '/v1/invitation-imports', {
    as: people().admin,
    raw: [header, ...rows].join('\n'),
    headers: { 'Content-Type': 'text/csv' },
  });
  expect(answer.status).toBe(202);
  const result = await eventually(
    () => world.get(`/v1/invitation-imports/${answer.body.id}/rows?limit=100`, people().admin),
    ({ body }) => body.items.length === 3 && JSON.stringify(body.items).includes('"created"'),
  );
  const found = JSON.stringify(result.body.items);
  expect(found).toContain('There is no such partner that people can be added to.');
  expect(found).toContain('/roleKey');
  const email = `csv@${partner.domain}`;
  const mail = await world.mail(email, 'invitation');
  await accept(await world.token(email));
  expect((await world.status(mail.invitationId!, 'active')).partnershipId).toBe(partner.id);
  expect(await membersOf(partner)).toEqual(['partner_admin', 'partner_user']);
});

it('is told by the webhook, with IDs alone', async () => {
  const partner = await nordwind();
  const { id, token } = await world.invited({
    ...{ program: 'auto', contactEmail: `hook@${partner.domain}` },
    addToPartnershipId: partner.id,
  });
  await accept(token);
  await world.status(id, 'active');
  const invitation = await world.stores.invitations.findById(id);
  const event = (await world.stores.events.list(id)).find(({ type }) => type === 'activated');
  const { data } = payloadOf('invitation.activated', event!, invitation!);
  expect(data).toMatchObject({
    partnershipId: partner.id,
    partnerAccountId: partner.accountId,
    detail: { added: true },
  });
  const history = await world.client.workflow.getHandle(`invitation-${id}`).fetchHistory();
  expect(JSON.stringify(history)).not.toContain(Buffer.from('Nordwind').toString('base64').slice(0, 9));
});

it('needs no higher rank than that of a partner user, and no more of the partner’s people', async () => {
  const partner = await nordwind();
  const body = {
    ...{ partnerName: 'X', contactEmail: `junior@${partner.domain}`, program: 'auto' },
    addToPartnershipId: partner.id,
  };
  const above = await world.post('/v1/invitations', people().junior, {
    ...body,
    addToPartnershipId: undefined,
  });
  expect([above.status, above.body.code]).toEqual([403, 'role-ceiling']);
  const answer = await world.post('/v1/invitations', people().junior, body);
  expect(answer.status).toBe(201);
  expect((await details(answer.body.id)).roleKey).toBe('partner_user');
});

/** A user of an account that Acme has nothing to do with. */
async function userAt(domain: string) {
  const { accounts, apiKeys, memberships, users } = world.stores;
  const email = `vera@${domain}`;
  const { _id: accountId } = await accounts.create({ name: 'Elsewhere' });
  const made = await users.create({ email, firstName: 'Vera', passwordHash: 'own' });
  const userId = made.ok ? made.user._id : '';
  await memberships.add({ accountId, userId, roleKey: 'partner_admin' });
  const { key } = await apiKeys.create({ userId, accountId, name: 'Own' });
  return { userId, accountId, email, key };
}

it('is for nobody else to choose for a user of another account', async () => {
  const partner = await nordwind();
  const as = await userAt(partner.domain);
  const { id, path } = await world.invited(
    { program: 'reviewed', contactEmail: as.email },
    'share-notification',
  );
  await world.post(`${path}/accept`, as);
  await world.status(id, 'pending_approval');
  const body = { addToPartnershipId: partner.id };
  const answer = await world.post(`${path}/approve`, people().approver, body);
  expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/addToPartnershipId']);
  expect(answer.body.errors[0]?.detail).toContain('so that they can agree');
  expect((await details(id)).approvals).toEqual([]);
});

it('is accepted by a user of another account after a sign-in, who keeps that account', async () => {
  const partner = await nordwind();
  const as = await userAt(partner.domain);
  const { id, path } = await world.invited(
    { program: 'auto', contactEmail: as.email, addToPartnershipId: partner.id },
    'share-notification',
  );
  const seen = bodyOf(getInvitationsById, await world.get(path, as));
  expect(seen).toMatchObject({
    addTo: { id: partner.id, name: 'Nordwind' },
    acceptsFor: { account: null, partnerOf: { name: 'Acme' } },
  });
  expect((await world.post(`${path}/accept`, as)).status).toBe(200);
  expect((await world.status(id, 'active')).accountId).toBe(partner.accountId);
  const both = await world.stores.memberships.ofUser(as.userId);
  expect(both.map((one) => [one.accountId, one.roleKey])).toEqual([
    [as.accountId, 'partner_admin'],
    [partner.accountId, 'partner_user'],
  ]);
  const notices = world.mails.filter(({ template }) => template === 'partnership-notice');
  expect(notices.filter(({ invitationId }) => invitationId === id)).toEqual([]);
});
