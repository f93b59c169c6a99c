import { eventually, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(async () => {
  await world.startWorld();
  for (const as of [world.people.admin, world.people.other]) {
    const body = { resendCooldown: 'PT0S', maxResends: 50 };
    await world.call('PUT', '/v1/programs/default', { as, body });
  }
});
afterAll(() => world.stopWorld());

interface Limits {
  readonly dailyEmailsPerAccount?: number;
  readonly dailyEmailsPerRecipient?: number;
  readonly dailyEmailsPerRecipientOverall?: number;
}

/** The limits, as the API and the worker read them. */
const limit = (limits: Limits) =>
  Object.assign(world.deps.settings, {
    dailyEmailsPerAccount: 0,
    dailyEmailsPerRecipient: 0,
    dailyEmailsPerRecipientOverall: 0,
    ...limits,
  });

let people = 0;
const someone = () => `person${(people += 1)}@counted.example`;
const invite = (contactEmail: string, as = world.people.admin) =>
  world.post('/v1/invitations', as, { partnerName: 'Initech', contactEmail });

/** Invites and revokes until the account itself is told to stop. */
async function exhaust(email: string, as = world.people.other): Promise<number> {
  for (let round = 1; round <= 20; round += 1) {
    const answer = await invite(email, as);
    if (answer.status === 429) return round - 1;
    await world.status(answer.body.id, 'sent', as);
    await world.post(`/v1/invitations/${answer.body.id}/revoke`, as);
    await world.status(answer.body.id, 'revoked', as);
  }
  return 20;
}

const mailsTo = (email: string) => world.mails.filter(({ to }) => to.email === email);

it('lets no tenant use up what another tenant may send to an address', async () => {
  limit({ dailyEmailsPerRecipient: 5 });
  const email = someone();
  expect(await exhaust(email)).toBe(5);
  const first = await invite(email);
  expect({ status: first.status, body: first.text }).toMatchObject({ status: 201 });
  await world.status(first.body.id, 'sent');
  expect(mailsTo(email)).toHaveLength(6);
});

it('answers a first invitation the same, whoever else wrote to the address and however often', async () => {
  limit({ dailyEmailsPerRecipient: 5, dailyEmailsPerRecipientOverall: 3 });
  const flooded = someone();
  for (let round = 0; round < 3; round += 1) {
    const { body } = await invite(flooded, world.people.other);
    await world.status(body.id, 'sent', world.people.other);
    await world.post(`/v1/invitations/${body.id}/revoke`, world.people.other);
  }
  const [known, unknown] = [await invite(flooded), await invite(someone())];
  const shape = ({ status, body }: typeof known) => [status, Object.keys(body), body.status];
  expect(shape(known)).toEqual(shape(unknown));
  // Held to the next day by the activity, not refused, and visible as waiting to nobody but operators.
  const handle = world.client.workflow.getHandle(`invitation-${known.body.id}`);
  const held = await eventually(
    async () => (await handle.describe()).raw.pendingActivities?.[0],
    (activity) => activity?.lastFailure?.applicationFailureInfo?.type === 'EmailDeferred',
  );
  const waitsHours = (Number(held?.nextAttemptScheduleTime?.seconds ?? 0) - Date.now() / 1000) / 3600;
  expect(waitsHours).toBeLessThan(24.5);
  expect(mailsTo(flooded)).toHaveLength(3);
  const { body } = await world.get(`/v1/invitations/${known.body.id}`, world.people.admin);
  expect(body.status).toBe('created');
});

describe('the copies to the administrators of an invited user', () => {
  /** Somebody who runs an account, and a user of it who was invited by another account so often. */
  async function copied(times: number, by: Person) {
    const { accounts, memberships, users } = world.stores;
    const accountId = (await accounts.create({ name: 'Victim' }))._id;
    const [boss, employee] = [someone(), someone()];
    for (const [email, roleKey] of [
      [boss, 'partner_admin'],
      [employee, 'viewer'],
    ] as const) {
      const made = await users.create({ email, firstName: 'Vic', passwordHash: 'scrypt-hash' });
      const userId = made.ok ? made.user._id : made.holder._id;
      await memberships.add({ accountId, userId, roleKey });
    }
    for (let round = 0; round < times; round += 1) {
      const { id } = (await invite(employee, by)).body;
      await world.mail(employee, 'share-notification');
      await world.status(id, 'sent', by);
      await world.post(`/v1/invitations/${id}/revoke`, by);
      await world.status(id, 'revoked', by);
    }
    return boss;
  }

  const sender = async (): Promise<Person> => {
    const { accounts, apiKeys, memberships } = world.stores;
    const { userId, email } = world.people.other;
    const accountId = (await accounts.create({ name: 'Evil' }))._id;
    await memberships.add({ accountId, userId, roleKey: 'account_admin' });
    const { key } = await apiKeys.create({ accountId, userId, name: 'Test' });
    const person = { accountId, userId, email, key };
    const body = { resendCooldown: 'PT0S', maxResends: 50 };
    await world.call('PUT', '/v1/programs/default', { as: person, body });
    return person;
  };

  it('tell no sender who they are, by what may still be sent to them', async () => {
    limit({ dailyEmailsPerRecipient: 2 });
    const by = await sender();
    const boss = await copied(1, by);
    expect(mailsTo(boss)).toHaveLength(1);
    expect([await exhaust(boss, by), await exhaust(someone(), by)]).toEqual([2, 2]);
  });

  it('tell no sender that they exist, by what may still be sent in all', async () => {
    limit({ dailyEmailsPerAccount: 3 });
    const by = await sender();
    const boss = await copied(1, by);
    expect(mailsTo(boss)).toHaveLength(1);
    expect([(await invite(someone(), by)).status, (await invite(someone(), by)).status]).toEqual([201, 201]);
    expect((await invite(someone(), by)).status).toBe(429);
  });

  it('are bounded all the same', async () => {
    limit({ dailyEmailsPerRecipient: 2 });
    const by = await sender();
    const boss = await copied(2, by);
    limit({ dailyEmailsPerAccount: 2 });
    expect(mailsTo(boss)).toHaveLength(2);
    expect(mailsTo(await copied(1, by))).toHaveLength(1);
  });
});

it('bounds what one account sends to one address, resends and new links included', async () => {
  limit({ dailyEmailsPerRecipient: 3 });
  const email = someone();
  const { id } = (await invite(email)).body;
  await world.status(id, 'sent');
  const resend = () => world.post(`/v1/invitations/${id}/resend`, world.people.admin);
  expect([(await resend()).status, (await resend()).status, (await resend()).status]).toEqual([
    200, 200, 429,
  ]);
  const token = world.deps.tokens.invitationToken(id, 3, email);
  await world.post('/v1/public/invitation/request-new-link', undefined, { token });
  await eventually(
    () => Promise.resolve(mailsTo(email).length),
    (count) => count === 3,
  );
});

it('bounds the samples that somebody mails to themselves', async () => {
  limit({ dailyEmailsPerRecipient: 5 });
  const send = () =>
    world.post('/v1/programs/default/templates/test-send', world.people.admin, { template: 'invitation' });
  const statuses: number[] = [];
  // No more at once than Temporal answers in time on a small machine.
  for (let batch = 0; batch < 6; batch += 1)
    for (const { status } of await Promise.all(Array.from({ length: 10 }, send))) statuses.push(status);
  expect(statuses).toEqual(Array.from({ length: 60 }, (_, n) => (n < 50 ? 202 : 429)));
});
