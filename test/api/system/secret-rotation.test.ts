import { postSecretRotation } from '../../../api/system';
import { keyIdOf } from '../../../domain/security/key-ring';
import { createStores } from '../../../models';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { INSTANCE_KEY, SECRET, TestApi } from '../../support/api/support';

const NEW = 'the-secret-that-the-api-has-now';
const api = new TestApi();
const secret = [NEW, SECRET] as const;

beforeAll(() => {
  api.storeOptions = { secret };
  return api.start(fakeTemporal(), {}, { secret });
});
afterAll(() => api.stop());

const rotate = (key = INSTANCE_KEY) =>
  api.call('POST', '/v1/secret-rotation', { headers: { authorization: `Bearer ${key}` } });

it('seals everything with the newest secret, as often as it is asked', async () => {
  const { accountId } = api.people.admin;
  const old = createStores(api.connection, { secret: SECRET });
  await old.chatChannels.put(accountId, { format: 'slack', url: 'https://chat.example/room' });
  const first = bodyOf(postSecretRotation, await rotate());
  expect(first).toMatchObject({ keyId: keyIdOf(NEW), resealed: 1, unreadable: 0 });
  expect(bodyOf(postSecretRotation, await rotate())).toMatchObject({ resealed: 0, unreadable: 0 });
  const fresh = createStores(api.connection, { secret: NEW });
  const channel = await fresh.chatChannels.find(accountId);
  expect(fresh.chatChannels.addressOf(channel!)).toBe('https://chat.example/room');
});

it('says how much nobody can read with the secrets that are there', async () => {
  const strange = createStores(api.connection, { secret: 'a-secret-that-nobody-here-has' });
  await strange.chatChannels.put('acc_strange', { format: 'slack', url: 'https://chat.example/room' });
  expect(bodyOf(postSecretRotation, await rotate())).toMatchObject({ unreadable: 1 });
});

it('is for the holder of the instance key alone', async () => {
  expect((await rotate('wrong')).status).toBe(401);
  expect((await api.post('/v1/secret-rotation', api.people.admin)).status).toBe(401);
});
