import { randomBytes } from 'node:crypto';
import { apiKeyModel } from '../../../models';
import { ONBOARDING_TASK_QUEUE } from '../../../workflows/contract';
import { member } from '../../support/api/people-samples';
import type { Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

/** A key that was made so many days ago. */
async function keyOf({ accountId, userId }: Person, name: string, endsIn: number, madeAgo = 90) {
  const { apiKey } = await world.stores.apiKeys.create({
    accountId,
    userId,
    name,
    expiresAt: inDays(endsIn),
  });
  const createdAt = inDays(-madeAgo);
  await apiKeyModel(world.connection).updateOne({ _id: apiKey._id }, { $set: { createdAt } });
  return apiKey;
}

/** Runs one pass of the Schedule. */
const pass = () =>
  world.client.workflow.execute('digestUpkeepWorkflow', {
    workflowId: `digest-upkeep-${randomBytes(4).toString('hex')}`,
    taskQueue: ONBOARDING_TASK_QUEUE,
  });

const mailsAbout = (name: string) =>
  world.mails
    .filter(({ template, text }) => template === 'api-key-expires' && text.includes(name))
    .map(({ to }) => to.email);

it('administrators and whose key it is are told a week before it ends, once', async () => {
  const { admin, other } = world.people;
  const owner = await member(world, 'operator');
  const key = await keyOf(owner, 'Nightly <import>', 6);
  await keyOf(owner, 'Later key', 8);
  await keyOf(owner, 'Short key', 2, 1);
  await keyOf(owner, 'Ended key', -1);
  const revoked = await keyOf(owner, 'Revoked key', 3);
  await world.stores.apiKeys.revoke(owner.accountId, revoked._id);
  await Promise.all([pass(), pass()]);
  const { subject, text, html } = await world.mail(admin.email, 'api-key-expires');
  expect(subject).toMatch(/^An API key of Acme expires on /);
  expect(text).toContain(`“Nightly <import>” of Acme, which begins with ${key.prefix}`);
  expect(text).toContain('http://usher.test/api-keys');
  expect(html).toContain('Nightly &lt;import&gt;');
  await world.mail(owner.email, 'api-key-expires');
  await pass();
  const told = mailsAbout('Nightly');
  expect(told.filter((email) => [admin.email, owner.email].includes(email))).toHaveLength(2);
  expect(new Set(told).size).toBe(told.length);
  expect(told).not.toContain(other.email);
  for (const name of ['Later', 'Short', 'Ended', 'Revoked']) expect(mailsAbout(name)).toEqual([]);
});

it('a key that was rotated to another end is told of anew', async () => {
  const owner = await member(world, 'account_admin');
  const key = await keyOf(owner, 'Rotated key', 5);
  await pass();
  await world.mail(owner.email, 'api-key-expires');
  await world.stores.apiKeys.rotate(owner.accountId, key._id, {
    oldValidUntil: inDays(1),
    expiresAt: inDays(30),
  });
  const { apiKeys } = world.stores;
  const named = async (days: number) =>
    (await apiKeys.endingUntold(inDays(days), inDays(days + 7), 100)).map(({ _id }) => _id);
  expect(await named(0)).not.toContain(key._id);
  expect(await named(25)).toContain(key._id);
});
