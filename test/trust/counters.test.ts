import { eventually } from '../api/support';
import { TestWorld } from '../api/world';

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
  const answers = await Promise.all(Array.from({ length: 60 }, send));
  const counts = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([counts(202), counts(429)]).toEqual([50, 10]);
});
