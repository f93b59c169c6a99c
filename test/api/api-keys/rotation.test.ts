import { getApiKeys } from '../../../api/api-keys/list';
import { postApiKeys } from '../../../api/api-keys/create';
import { postApiKeysByIdRotate } from '../../../api/api-keys/rotate';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, outcome } from '../../support/api/refusals';
import { PASSWORD, TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const keys = '/v1/api-keys';
const HOUR_MS = 3_600_000;
const made = async (person: Person, body: object = {}) => {
  const { id, key } = bodyOf(postApiKeys, await api.post(keys, person, { name: 'Integration', ...body }));
  return { ...person, id, key: key ?? '' };
};
const rotate = async (person: Person, id: string, body: object = {}) => {
  const answer = await api.post(`${keys}/${id}/rotate`, person, body);
  expect(outcome(answer)).toEqual([200, undefined]);
  const rotated = bodyOf(postApiKeysByIdRotate, answer);
  return { ...person, ...rotated, key: rotated.key ?? '' };
};
const opens = async (person: Person) => (await api.get('/v1/me', person)).status;
const shown = async (id: string) => {
  const { items } = bodyOf(getApiKeys, await api.get(`${keys}?limit=100`, api.people.admin));
  return items.find((one) => one.id === id);
};
/** Moves what is stored of a key. */
const store = (id: string, changes: object) =>
  api.connection.db!.collection('api_keys').updateOne({ _id: id as never }, { $set: changes });

describe('a rotated key', () => {
  it('opens what it opened, and so does the old one for a day', async () => {
    const { admin } = api.people;
    const old = await made(admin, { scopes: ['users:read'] });
    const before = Date.now();
    const rotated = await rotate(admin, old.id);
    const after = Date.now();
    expect(rotated).toMatchObject({ id: old.id, name: 'Integration', scopes: ['users:read'] });
    expect(rotated.key).not.toBe(old.key);
    expect(rotated.key.startsWith(rotated.prefix)).toBe(true);
    expect([await opens(old), await opens(rotated)]).toEqual([200, 200]);
    const began = Date.parse(rotated.old?.validUntil ?? '') - 24 * HOUR_MS;
    expect([began >= before, began <= after]).toEqual([true, true]);
    await store(old.id, { 'old.validUntil': new Date(Date.now() - 1) });
    expect([await opens(old), await opens(rotated)]).toEqual([401, 200]);
    expect((await shown(old.id))?.old).toBeNull();
  });

  it('ends at once where no time is given, and the one before with the next rotation', async () => {
    const { admin } = api.people;
    const first = await made(admin);
    const second = await rotate(admin, first.id, { oldKeyValidFor: 'P30D' });
    const third = await rotate(admin, first.id, { oldKeyValidFor: 'P30D' });
    expect(await Promise.all([first, second, third].map(opens))).toEqual([401, 200, 200]);
    const fourth = await rotate(admin, first.id, { oldKeyValidFor: 'PT0S' });
    expect(await Promise.all([second, third, fourth].map(opens))).toEqual([401, 401, 200]);
  });

  it('is one of many that were asked for at the same time: two open, the others are dead', async () => {
    const { admin } = api.people;
    const first = await made(admin);
    const all = await Promise.all(Array.from({ length: 5 }, () => rotate(admin, first.id)));
    const statuses = await Promise.all([first, ...all].map(opens));
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(statuses[0]).toBe(401);
  });

  it('is dead with its old one when it is revoked', async () => {
    const { admin } = api.people;
    const old = await made(admin);
    const rotated = await rotate(admin, old.id);
    await api.call('DELETE', `${keys}/${old.id}`, { as: admin });
    expect([await opens(old), await opens(rotated)]).toEqual([401, 401]);
    expect(outcome(await api.post(`${keys}/${old.id}/rotate`, admin))).toEqual([404, 'not-found']);
  });

  it('keeps its end or gets a new one; no old key lives longer for it', async () => {
    const { admin } = api.people;
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const old = await made(admin, { expiresAt });
    expect(await rotate(admin, old.id)).toMatchObject({ expiresAt, old: { validUntil: expiresAt } });
    const later = await rotate(admin, old.id, { expiresAt: '2999-01-01T00:00:00Z' });
    expect(later).toMatchObject({ expiresAt: '2999-01-01T00:00:00.000Z', old: { validUntil: expiresAt } });
  });

  it('that had expired opens again only with a new end, and its old one never', async () => {
    const { admin } = api.people;
    const old = await made(admin, { expiresAt: '2999-01-01T00:00:00Z' });
    await store(old.id, { expiresAt: new Date(Date.now() - 1) });
    await expectRefused(api, 'POST', `${keys}/${old.id}/rotate`, admin, [
      { body: {}, pointer: '/expiresAt' },
    ]);
    const rotated = await rotate(admin, old.id, { expiresAt: '2999-01-01T00:00:00Z' });
    expect([await opens(old), await opens(rotated)]).toEqual([401, 200]);
  });

  it('stays dead when it died with an older password', async () => {
    const { admin } = api.people;
    const old = await made(admin);
    await store(old.id, { accessEpoch: 7 });
    expect(outcome(await api.post(`${keys}/${old.id}/rotate`, admin))).toEqual([404, 'not-found']);
    expect(await opens(old)).toBe(401);
  });

  it('is rotated once for the same Idempotency-Key, and shown once', async () => {
    const { admin } = api.people;
    const old = await made(admin);
    const send = () => api.post(`${keys}/${old.id}/rotate`, admin, {}, { 'idempotency-key': old.id });
    const { key, ...rest } = (await send()).body;
    expect((await send()).body).toEqual({ ...rest, key: null });
    expect([await opens(old), await opens({ ...admin, key })]).toEqual([200, 200]);
  });

  it('is audited without any key', async () => {
    const { admin } = api.people;
    const old = await made(admin);
    const rotated = await rotate(admin, old.id);
    const log = await api.get(`/v1/audit-log?type=api_key_rotated&target=${old.id}`, admin);
    expect(log.body.items).toHaveLength(1);
    expect(log.text).toContain(rotated.old?.validUntil);
    for (const { key } of [old, rotated]) expect(log.text).not.toContain(key);
  });
});

describe('who rotates a key', () => {
  it('is the user it acts as and nobody else, whatever their rank', async () => {
    const { admin, second, other } = api.people;
    await api.stores.memberships.setRole(admin.accountId, second.userId, 'account_admin');
    const theirs = await made(second);
    await expectRefused(api, 'POST', `${keys}/${theirs.id}/rotate`, admin, [{ body: {}, code: 'forbidden' }]);
    await expectRefused(api, 'POST', `${keys}/${theirs.id}/rotate`, other, [{ body: {}, code: 'not-found' }]);
    await api.stores.memberships.setRole(admin.accountId, second.userId, 'approver');
    await expectRefused(api, 'POST', `${keys}/${theirs.id}/rotate`, second, [
      { body: {}, code: 'forbidden' },
    ]);
  });

  it('gets by a narrow key nothing that is wider or lives longer', async () => {
    const { admin } = api.people;
    const expiresAt = '2099-01-01T00:00:00.000Z';
    const narrow = await made(admin, { scopes: ['api-keys:write', 'users:read'], expiresAt });
    const whole = await made(admin, { expiresAt });
    const wide = await made(admin, { scopes: ['users:write'], expiresAt });
    for (const { id } of [whole, wide]) {
      await expectRefused(api, 'POST', `${keys}/${id}/rotate`, narrow, [{ body: {}, code: 'forbidden' }]);
    }
    const endless = await made(admin, { scopes: ['users:read'] });
    const itself = `${keys}/${narrow.id}/rotate`;
    const longer = { expiresAt: '2099-01-01T00:00:01Z' };
    await expectRefused(api, 'POST', itself, narrow, [{ body: longer, pointer: '/expiresAt' }]);
    expect((await rotate(narrow, endless.id)).expiresAt).toBe(expiresAt);
    const rotated = await rotate(narrow, narrow.id);
    expect(rotated).toMatchObject({ scopes: ['api-keys:write', 'users:read'], expiresAt });
  });

  it('sends what makes sense', async () => {
    const { admin } = api.people;
    const { id } = await made(admin);
    const path = `${keys}/${id}/rotate`;
    const durations = ['', 'P31D', '-P1D', '1 day', 'P', 7, null, {}, 'P9999999999999Y', 'x'.repeat(500)];
    const ends = ['2001-01-01T00:00:00Z', 'tomorrow', null, 7, {}];
    await expectRefused(api, 'POST', path, admin, [
      ...HOSTILE_BODIES,
      ...durations.map((oldKeyValidFor) => ({ body: { oldKeyValidFor }, pointer: '/oldKeyValidFor' })),
      ...ends.map((expiresAt) => ({ body: { expiresAt }, pointer: '/expiresAt' })),
      { body: { key: 'usher_mine' }, pointer: '/key' },
    ]);
    expect(outcome(await api.post(`${keys}/key_$ne/rotate`, admin))).toEqual([404, 'not-found']);
  });
});

describe('the last use', () => {
  const used = async (id: string) => (await shown(id))?.lastUsedAt ?? null;

  it('is noted once a minute', async () => {
    const one = await made(api.people.admin);
    expect(await used(one.id)).toBeNull();
    const before = Date.now();
    await opens(one);
    expect(Date.parse((await used(one.id)) ?? '')).toBeGreaterThanOrEqual(before);
    // An hour ahead, so that the minute does not end while this test is kept waiting.
    const lately = new Date(before + HOUR_MS);
    await store(one.id, { lastUsedAt: lately });
    await opens(one);
    expect(await used(one.id)).toBe(lately.toISOString());
    await store(one.id, { lastUsedAt: new Date(before - 61_000) });
    await opens(one);
    expect(Date.parse((await used(one.id)) ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('is told of the old key apart, so that people see when nothing uses it any more', async () => {
    const { admin } = api.people;
    const old = await made(admin);
    await opens(old);
    const rotated = await rotate(admin, old.id);
    expect(rotated.lastUsedAt).toBeNull();
    const before = new Date(Date.now() - 120_000);
    await store(old.id, { 'old.lastUsedAt': before });
    await opens(rotated);
    expect((await shown(old.id))?.old?.lastUsedAt).toBe(before.toISOString());
    expect(await used(old.id)).not.toBeNull();
    await opens(old);
    expect(Date.parse((await shown(old.id))?.old?.lastUsedAt ?? '')).toBeGreaterThan(before.getTime());
  });

  it('is noted of nobody who is kept out, and keeps nobody out', async () => {
    const { admin } = api.people;
    const dead = await made(admin);
    await store(dead.id, { expiresAt: new Date(0) });
    expect(await opens(dead)).toBe(401);
    expect(await used(dead.id)).toBeNull();
    const { apiKeys } = api.stores;
    const note = jest.spyOn(apiKeys, 'noteUse').mockRejectedValueOnce(new Error('no room'));
    expect(await opens(await made({ ...admin }))).toBe(200);
    expect(note).toHaveBeenCalled();
    note.mockRestore();
  });
});

it('an old key dies with the password that is set by link', async () => {
  const { viewer } = api.people;
  const created = await api.stores.apiKeys.create({ ...viewer, name: 'Before' });
  const rotated = await api.stores.apiKeys.rotate(viewer.accountId, created.apiKey._id, {
    oldValidUntil: new Date(Date.now() + HOUR_MS),
    expiresAt: null,
  });
  const user = await api.stores.users.find(viewer.userId);
  const token = api.deps.tokens.setPasswordToken(viewer.userId, user?.passwordVersion ?? 0, viewer.email);
  const set = await api.post('/v1/public/set-password', undefined, { token, password: `${PASSWORD} 2` });
  expect(set.status).toBe(204);
  expect(await opens({ ...viewer, key: created.key })).toBe(401);
  expect(await opens({ ...viewer, key: rotated?.key ?? '' })).toBe(401);
});
