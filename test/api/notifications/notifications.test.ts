import { getAuditLog } from '../../../api/audit-log/list';
import { putMeNotifications } from '../../../api/notifications/change';
import { getMeNotifications } from '../../../api/notifications/get';
import { DEFAULT_NOTIFICATIONS } from '../../../domain/notifications/kinds';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member } from '../../support/api/people-samples';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const PATH = '/v1/me/notifications';
const read = async (as: Person) => bodyOf(getMeNotifications, await api.get(PATH, as));
const put = (as: Person, body: unknown) => api.call('PUT', PATH, { as, body });

it('shows everybody what holds for them until they choose', async () => {
  for (const as of [api.people.admin, api.people.viewer, await member(api, 'partner_user')]) {
    const { nextDigestAt, ...chosen } = await read(as);
    expect(chosen).toEqual(DEFAULT_NOTIFICATIONS);
    expect(new Date(nextDigestAt).getUTCHours()).toBe(8);
    expect(Date.parse(nextDigestAt)).toBeGreaterThan(Date.now());
  }
});

it('changes what is named, for the caller alone, and audits it', async () => {
  const { admin, operator } = api.people;
  const answer = await put(admin, { timeZone: 'America/New_York', kinds: { expired: 'daily' } });
  const { kinds, timeZone } = bodyOf(putMeNotifications, answer);
  expect(timeZone).toBe('America/New_York');
  expect(kinds).toEqual({ ...DEFAULT_NOTIFICATIONS.kinds, expired: 'daily' });
  expect((await put(admin, { kinds: { answers: 'never' } })).body).toMatchObject({
    timeZone: 'America/New_York',
    kinds: { answers: 'never', expired: 'daily' },
  });
  expect((await put(admin, {})).body).toEqual(await read(admin));
  expect((await read(operator)).kinds).toEqual(DEFAULT_NOTIFICATIONS.kinds);
  const log = bodyOf(getAuditLog, await api.get('/v1/audit-log?type=notifications_changed', admin));
  expect(log.items.at(-1)).toMatchObject({
    target: { kind: 'user', id: admin.userId },
    before: { timeZone: 'UTC' },
    after: { timeZone: 'America/New_York', kinds: { expired: 'daily' } },
  });
});

it('forgets what waits of a kind that is muted', async () => {
  const { userId, accountId } = api.people.approver;
  const { notices } = api.stores;
  const waiting = { accountId, userId, invitationId: 'inv_1' };
  await notices.keep(
    { ...waiting, messageId: 'm1', kind: 'expired', template: 'expired-notice' },
    new Date(Date.now() + 60_000),
  );
  await notices.keep(
    { ...waiting, messageId: 'm2', kind: 'answers', template: 'declined-notice' },
    new Date(Date.now() + 60_000),
  );
  await put(api.people.approver, { kinds: { expired: 'never', answers: 'daily' } });
  expect([await notices.isKept('m1'), await notices.isKept('m2')]).toEqual([false, true]);
});

it.each([
  ['a zone that is none', { timeZone: 'Mars/Phobos' }, '/timeZone'],
  ['an offset', { timeZone: '+01:00' }, '/timeZone'],
  ['a huge zone', { timeZone: 'Europe/'.repeat(1_000) }, '/timeZone'],
  ['no text', { timeZone: { $ne: '' } }, '/timeZone'],
  ['a pace that is none', { kinds: { answers: 'weekly' } }, '/kinds/answers'],
  ['an operator', { kinds: { answers: { $ne: 'never' } } }, '/kinds/answers'],
  ['a kind that is none', { kinds: { gossip: 'daily' } }, '/kinds/gossip'],
  ['somebody else', { userId: 'usr_other' }, '/userId'],
  ['null', { kinds: null }, '/kinds'],
])('refuses %s and keeps what was chosen', async (_what, body, pointer) => {
  const before = await read(api.people.viewer);
  const { status, body: answer } = await put(api.people.viewer, body);
  expect([status, answer.errors]).toEqual([422, [expect.objectContaining({ pointer })]]);
  expect(await read(api.people.viewer)).toEqual(before);
});

it('is for people who are signed in', async () => {
  expect((await api.get(PATH)).status).toBe(401);
  expect((await api.call('PUT', PATH, { body: {} })).status).toBe(401);
});

it('ends with the user', async () => {
  const { admin } = api.people;
  const person = await member(api, 'viewer');
  await put(person, { timeZone: 'Asia/Tokyo' });
  expect((await api.call('DELETE', `/v1/users/${person.userId}`, { as: admin })).status).toBe(204);
  expect(await api.stores.notificationSettings.of(person.userId)).toEqual(DEFAULT_NOTIFICATIONS);
});
