import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Endpoint } from '../../../api/http/endpoint';
import { endpoints } from '../../../api/endpoints';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi, type Person } from '../../support/api/support';
import { newInvitation } from '../../support/models/samples';

const api = new TestApi();
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

beforeAll(() =>
  api.start(
    fakeTemporal(),
    {},
    { sendgridWebhookPublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
  ),
);
afterAll(() => api.stop());

const withKey = () => ({ 'idempotency-key': randomUUID() });
/** Every document there is, but the counters of attempts, which hold hashes for an hour at most. */
const everything = () => api.dump(/^system\.|^attempt_counters$/);
const kept = async () => (await everything())['idempotency_keys']?.length ?? 0;
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;
const posts = endpoints.filter(({ method }) => method === 'post').map((one) => [nameOf(one), one] as const);

const FORGED = `v1.inv_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.${'A'.repeat(43)}`;
/** Bodies that a stranger would try; the first that fits the schema is sent, besides an empty one. */
const TRIES = [
  { token: FORGED },
  { token: FORGED, in: 'P1D' },
  { token: FORGED, password: 'correct horse battery' },
  { email: 'nobody@nowhere.example' },
  { email: 'nobody@nowhere.example', password: 'wrong horse battery' },
];

describe('nothing that a stranger sends is stored', () => {
  it.each(posts)('by %s', async (_name, endpoint) => {
    const before = await everything();
    const path = endpoint.path.replace(/\{\w+\}/g, 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const fitting = TRIES.filter((body) => endpoint.body?.safeParse(body).success);
    for (const body of [{}, [], ...fitting]) {
      await api.call('POST', path, { body, headers: withKey() });
      await api.call('POST', path, { body, headers: { ...withKey(), authorization: 'Bearer usher_wrong' } });
    }
    expect(await everything()).toEqual(before);
  });

  it('but for counters of attempts that name nobody and go by themselves', async () => {
    const { attempt_counters: counters = [] } = await api.dump();
    expect(counters.length).toBeGreaterThan(0);
    for (const counter of counters as Record<string, unknown>[]) {
      expect(Object.keys(counter).sort()).toEqual(['_id', 'count', 'expiresAt']);
      expect(counter['_id']).toMatch(/^\d+:[\w-]{43}$/);
    }
  });

  it('by a hundred unsigned e-mail events', async () => {
    const before = await everything();
    for (let round = 0; round < 2; round += 1) {
      const calls = Array.from({ length: 50 }, () =>
        api.call('POST', '/v1/email-events/sendgrid', { body: [], headers: withKey() }),
      );
      expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([401]));
    }
    expect(await everything()).toEqual(before);
  });
});

describe('the holder of one link', () => {
  it('gets the same answer for the same key, and can fill no database with keys', async () => {
    const { accountId } = api.people.admin;
    const made = await api.stores.invitations.create(
      newInvitation(accountId, 'link@partner.example', {
        input: { expiresAt: '2999-01-01T00:00:00.000Z' },
      }),
    );
    if (!made.ok) throw new Error('not created');
    const { _id, tokenVersion, emailKey } = made.invitation;
    const token = api.deps.tokens.invitationToken(_id, tokenVersion, emailKey);
    const lookup = (headers: Record<string, string>) =>
      api.call('POST', '/v1/public/invitation/lookup', { body: { token }, headers });
    const once = withKey();
    expect((await lookup(once)).text).toBe((await lookup(once)).text);
    const before = await kept();
    const statuses: number[] = [];
    for (let n = 0; n < 60; n += 1) statuses.push((await lookup(withKey())).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
    expect((await kept()) - before).toBeLessThan(50);
    expect((await lookup(once)).status).toBe(200);
    expect((await lookup({})).status).toBe(200);
  });
});

describe('what is kept for an Idempotency-Key', () => {
  const keyOf = async (as: Person, scopes?: string[]): Promise<Person> => {
    const { key } = (await api.post('/v1/api-keys', as, { name: 'Key', ...(scopes && { scopes }) })).body;
    return { ...as, key };
  };

  it('is given to no other credential of the same user', async () => {
    const { admin } = api.people;
    const narrow = await keyOf(admin, ['api-keys:write']);
    const same = withKey();
    const wide = await api.post('/v1/api-keys', admin, { name: 'Wide' }, same);
    const replayed = await api.post('/v1/api-keys', narrow, { name: 'Wide' }, same);
    expect(replayed.body.id).not.toBe(wide.body.id);
    expect(replayed.body).toMatchObject({ scopes: ['api-keys:write'] });
  });

  it.each([
    ['a new API key', '/v1/api-keys', { name: 'Secret' }, 'key'],
    ['a signing secret', '/v1/webhook-endpoints', { url: 'https://sink.example/hook' }, 'secret'],
  ] as const)('never holds %s', async (_what, path, body, member) => {
    const same = withKey();
    const first = (await api.post(path, api.people.admin, body, same)).body;
    const again = (await api.post(path, api.people.admin, body, same)).body;
    expect(first).toMatchObject({ [member]: expect.stringMatching(/^(usher|whsec)_/) as string });
    expect(again).toEqual({ ...first, [member]: null });
  });

  it('never holds a session', async () => {
    const body = { email: api.people.admin.email, password: 'correct horse battery' };
    const before = await kept();
    const same = withKey();
    const cookies = [];
    for (let n = 0; n < 2; n += 1) {
      cookies.push(
        (await api.call('POST', '/v1/session', { body, headers: same })).headers.get('set-cookie'),
      );
    }
    expect(new Set(cookies).size).toBe(2);
    expect(await kept()).toBe(before);
  });

  it('is nothing when the call was refused', async () => {
    const before = await kept();
    const { junior, viewer } = api.people;
    const invitation = { partnerName: 'Initech', contactEmail: 'peter@initech.example' };
    const tooHigh = await api.post(
      '/v1/invitations',
      junior,
      { ...invitation, roleKey: 'account_admin' },
      withKey(),
    );
    expect([tooHigh.status, tooHigh.body.code]).toEqual([403, 'role-ceiling']);
    expect((await api.post('/v1/invitations', viewer, invitation, withKey())).status).toBe(403);
    expect((await api.post('/v1/invitations', undefined, invitation, withKey())).status).toBe(401);
    const tooLarge = { ...invitation, message: 'x'.repeat(70_000) };
    expect((await api.post('/v1/invitations', junior, tooLarge, withKey())).status).toBe(413);
    expect(await kept()).toBe(before);
  });

  it('is nothing when there was too much of it: the same key is taken later', async () => {
    const { settings } = api.deps;
    const body = { partnerName: 'Initech', contactEmail: 'tomorrow@initech.example' };
    const same = withKey();
    const create = () => api.post('/v1/invitations', api.people.other, body, same);
    const other = { ...body, contactEmail: 'today@initech.example' };
    Object.assign(settings, { dailyEmailsPerAccount: 1 });
    try {
      expect((await api.post('/v1/invitations', api.people.other, other)).status).toBe(201);
      expect((await create()).status).toBe(429);
    } finally {
      Object.assign(settings, { dailyEmailsPerAccount: 0 });
    }
    expect((await create()).status).toBe(201);
  });

  it('is given to no colleague', async () => {
    const { admin, junior } = api.people;
    const body = { partnerName: 'Initech', contactEmail: 'colleague@initech.example' };
    const same = withKey();
    const first = await api.post('/v1/invitations', admin, body, same);
    const theirs = await api.post('/v1/invitations', junior, body, same);
    expect([first.status, theirs.status, theirs.body.code]).toEqual([201, 403, 'role-ceiling']);
  });
});
