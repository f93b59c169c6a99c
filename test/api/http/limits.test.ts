import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** The limits, as the API and the worker read them. */
const limit = (dailyEmailsPerAccount: number, dailyEmailsPerRecipient: number) =>
  Object.assign(world.deps.settings, { dailyEmailsPerAccount, dailyEmailsPerRecipient });

let people = 0;
const someone = () => `person${(people += 1)}@limited.example`;
const invite = (contactEmail: string, more: object = {}, as = world.people.admin) =>
  world.post('/v1/invitations', as, { partnerName: 'Initech', contactEmail, ...more });
const resend = (id: string) => world.post(`/v1/invitations/${id}/resend`, world.people.admin);
const midnight = () => 24 * 3600 - (Math.floor(Date.now() / 1000) % (24 * 3600));

beforeAll(async () => {
  const body = { resendCooldown: 'PT0S', maxResends: 50 };
  await world.call('PUT', '/v1/programs/default', { as: world.people.admin, body });
  await world.call('PUT', '/v1/programs/default', { as: world.people.other, body });
});

describe('the daily e-mails of a recipient', () => {
  it('end in 429 until tomorrow, and nothing is changed', async () => {
    limit(0, 3);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    expect([(await resend(id)).status, (await resend(id)).status]).toEqual([200, 200]);
    const before = await world.get(`/v1/invitations/${id}`, world.people.admin);
    const earlier = midnight();
    const over = await resend(id);
    expect([over.status, over.body.code]).toEqual([429, 'rate-limited']);
    const wait = Number(over.headers.get('retry-after'));
    expect(wait).toBeLessThanOrEqual(earlier + 1);
    expect(wait).toBeGreaterThanOrEqual(midnight());
    const after = await world.get(`/v1/invitations/${id}`, world.people.admin);
    expect(after.body.sendCount).toBe(before.body.sendCount);
    expect(after.body.sendCount).toBe(3);
  });

  it('count in whatever spelling', async () => {
    limit(0, 1);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    await world.post(`/v1/invitations/${id}/revoke`, world.people.admin);
    const over = await invite(email.toUpperCase());
    expect([over.status, over.body.code]).toEqual([429, 'rate-limited']);
    expect(await world.stores.invitations.findByEmailKey(email, world.people.admin.accountId)).toHaveLength(
      1,
    );
  });

  it('leave fifty racing invitations to one address as they are: one goes out, the rest name it', async () => {
    limit(0, 1);
    const fifty = <T>(call: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, call));
    // Connections are open, so that the calls race and do not queue.
    await fifty(() => world.get('/v1/me', world.people.admin));
    const email = someone();
    const answers = await fifty(() => invite(email));
    const [made, ...others] = answers.sort((one, other) => one.status - other.status);
    expect(made?.status).toBe(201);
    expect(new Set(others.map(({ status, body }) => `${status} ${body.invitationId}`))).toEqual(
      new Set([`409 ${made?.body.id}`]),
    );
  });

  it('are given back for what was refused', async () => {
    limit(0, 2);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    await world.post(`/v1/invitations/${id}/revoke`, world.people.admin);
    for (let n = 0; n < 3; n += 1) expect((await resend(id)).status).toBe(409);
    expect((await invite(email)).status).toBe(201);
    expect((await invite(someone(), { roleKey: 'nonsense' })).status).toBe(422);
  });

  it('hold under parallel calls', async () => {
    limit(0, 4);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    const answers = await Promise.all(Array.from({ length: 12 }, () => resend(id)));
    const counts = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([counts(200), counts(429)]).toEqual([3, 9]);
  });

  it('stop new links that the invitee asks for, without telling', async () => {
    limit(0, 1);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    const token = world.deps.tokens.invitationToken(id, 1, email);
    const answer = await world.post('/v1/public/invitation/request-new-link', undefined, { token });
    expect(answer.status).toBe(200);
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body.sendCount).toBe(1);
  });
});

describe('the daily e-mails of an account', () => {
  it('end in 429 for every recipient, and leave other accounts alone', async () => {
    const { accountId } = world.people.other;
    limit(2, 0);
    const taken = await world.connection.db!.collection('email_counters').deleteMany({});
    expect(taken.acknowledged).toBe(true);
    for (const status of [201, 201, 429]) {
      expect((await invite(someone(), {}, world.people.other)).status).toBe(status);
    }
    expect((await invite(someone())).status).toBe(201);
    expect((await world.stores.invitations.list({ accountId, view: 'sent', limit: 10 })).items).toHaveLength(
      2,
    );
  });

  it('hold reminders back, and the invitation stays as it is', async () => {
    limit(0, 1);
    const email = someone();
    const { id } = (await invite(email, { reminders: ['PT1S'], expiresIn: 'P14D' })).body;
    await world.status(id, 'sent');
    const handle = world.client.workflow.getHandle(`invitation-${id}`);
    const held = await eventually(
      async () => (await handle.describe()).raw.pendingActivities?.[0],
      (activity) => activity?.lastFailure?.applicationFailureInfo?.type === 'EmailDeferred',
    );
    const next = Number(held?.nextAttemptScheduleTime?.seconds ?? 0) - Date.now() / 1000;
    expect(next).toBeGreaterThan(midnight() - 60);
    expect(world.mails.filter(({ to, template }) => to.email === email && template === 'reminder')).toEqual(
      [],
    );
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body.status).toBe('sent');
  });

  it('are off at 0', async () => {
    limit(0, 0);
    const email = someone();
    const { id } = (await invite(email)).body;
    await world.status(id, 'sent');
    for (let n = 0; n < 8; n += 1) expect((await resend(id)).status).toBe(200);
  });
});
