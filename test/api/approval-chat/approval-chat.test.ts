import { getApprovalChat } from '../../../api/approval-chat/get';
import { getApprovalChatMessages } from '../../../api/approval-chat/list-messages';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, outcome } from '../../support/api/refusals';
import { TestApi, type Person } from '../../support/api/support';

const CHAT = '/v1/approval-chat';
const URL_OF_IT = 'https://hooks.slack.example/services/T0/B0/canary-of-the-address';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());
beforeEach(async () => {
  for (const { accountId } of [api.people.admin, api.people.other]) {
    const channel = await api.stores.chatChannels.find(accountId);
    await api.stores.webhookDeliveries.removeOf(channel?._id ?? '');
    await api.stores.chatChannels.remove(accountId);
  }
});

const put = (body: object, as: Person = api.people.admin) => api.call('PUT', CHAT, { as, body });
const shown = async () => bodyOf(getApprovalChat, await api.get(CHAT, api.people.admin));
const messages = async () =>
  bodyOf(getApprovalChatMessages, await api.get(`${CHAT}/messages`, api.people.admin)).items;

it('is set up, changed and removed; the address is never told again', async () => {
  const { admin } = api.people;
  expect(outcome(await api.get(CHAT, admin))).toEqual([404, 'not-found']);
  const made = await put({ format: 'slack', url: URL_OF_IT });
  expect(made.status).toBe(200);
  expect(await shown()).toMatchObject({
    format: 'slack',
    host: 'hooks.slack.example',
    status: 'active',
    notice: null,
  });
  // The format alone: the address stays.
  expect((await put({ format: 'teams' })).status).toBe(200);
  expect(await shown()).toMatchObject({ format: 'teams', host: 'hooks.slack.example' });
  const channel = await api.stores.chatChannels.find(admin.accountId);
  expect(api.stores.chatChannels.addressOf(channel!)).toBe(URL_OF_IT);
  expect(made.text + JSON.stringify(await shown()) + JSON.stringify(await api.dump())).not.toContain(
    'canary-of-the-address',
  );
  expect((await api.call('DELETE', CHAT, { as: admin })).status).toBe(204);
  expect(outcome(await api.call('DELETE', CHAT, { as: admin }))).toEqual([404, 'not-found']);
});

it('is audited without its address', async () => {
  const { admin } = api.people;
  await put({ format: 'slack', url: URL_OF_IT });
  await put({ format: 'teams' });
  await api.post(`${CHAT}/test`, admin);
  await api.call('DELETE', CHAT, { as: admin });
  const { items } = await api.stores.auditLog.list({ accountId: admin.accountId, limit: 4 });
  expect(items.map(({ type }) => type)).toEqual([
    'approval_chat_deleted',
    'approval_chat_tested',
    'approval_chat_changed',
    'approval_chat_changed',
  ]);
  expect(JSON.stringify(items)).not.toContain('canary');
});

it('takes no address that leads inside, or is none, and changes nothing then', async () => {
  await put({ format: 'slack', url: URL_OF_IT });
  const bad = [
    'http://hooks.slack.example/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest',
    'https://[::1]/x',
    'https://user:secret@hooks.slack.example/x',
    'ftp://hooks.slack.example/x',
    'javascript:alert(1)',
    'nothing',
    `https://hooks.slack.example/${'x'.repeat(2_000)}`,
  ];
  await expectRefused(api, 'PUT', CHAT, api.people.admin, [
    ...HOSTILE_BODIES,
    ...bad.map((url) => ({ body: { format: 'slack', url }, pointer: '/url' })),
    { body: { format: 'discord', url: URL_OF_IT }, pointer: '/format' },
    { body: { url: URL_OF_IT }, pointer: '/format' },
  ]);
  await api.call('DELETE', CHAT, { as: api.people.admin });
  await expectRefused(api, 'PUT', CHAT, api.people.admin, [{ body: { format: 'slack' }, pointer: '/url' }]);
});

it('gets a test message, once for a key, and lists it', async () => {
  const { admin } = api.people;
  expect(outcome(await api.post(`${CHAT}/test`, admin))).toEqual([404, 'not-found']);
  await put({ format: 'slack', url: URL_OF_IT });
  const key = { 'idempotency-key': 'one-test' };
  const first = await api.post(`${CHAT}/test`, admin, {}, key);
  const second = await api.post(`${CHAT}/test`, admin, {}, key);
  expect([first.status, second.body.id]).toEqual([202, first.body.id]);
  await api.post(`${CHAT}/test`, admin);
  expect(await messages()).toMatchObject([
    { kind: 'test', invitationId: null, state: 'pending', attempts: [] },
    { kind: 'test', id: first.body.id },
  ]);
});

it('says that it is paused and why, tests nothing then, and is resumed', async () => {
  const { admin } = api.people;
  await put({ format: 'slack', url: URL_OF_IT });
  const channel = await api.stores.chatChannels.find(admin.accountId);
  await api.stores.webhookLog.pauseGone(channel!._id);
  expect(await shown()).toMatchObject({ status: 'paused', notice: { code: 'refused' } });
  const refused = await api.post(`${CHAT}/test`, admin);
  expect([...outcome(refused), refused.body.currentStatus]).toEqual([409, 'invalid-transition', 'paused']);
  expect((await api.post(`${CHAT}/resume`, admin)).status).toBe(200);
  expect(await shown()).toMatchObject({ status: 'active', notice: null });
});

it('is the account’s own, and for administrators', async () => {
  const { admin, other, approver } = api.people;
  await put({ format: 'slack', url: URL_OF_IT });
  await api.post(`${CHAT}/test`, admin);
  for (const [method, path] of [
    ['GET', CHAT],
    ['DELETE', CHAT],
    ['POST', `${CHAT}/test`],
    ['POST', `${CHAT}/resume`],
    ['GET', `${CHAT}/messages`],
  ] as const) {
    const body = method === 'POST' ? {} : undefined;
    expect(outcome(await api.call(method, path, { as: other, body }))).toEqual([404, 'not-found']);
    expect(outcome(await api.call(method, path, { as: approver, body }))).toEqual([403, 'forbidden']);
  }
  expect((await put({ format: 'teams', url: 'https://teams.example/x' }, other)).status).toBe(200);
  expect(await shown()).toMatchObject({ format: 'slack' });
  expect(await messages()).toHaveLength(1);
});
