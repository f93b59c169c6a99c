import { getAuditLog } from '../../../api/audit-log/list';
import { putMe } from '../../../api/sessions/change-profile';
import { getMeSessions } from '../../../api/sessions/list';
import { getMe } from '../../../api/sessions/me';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused } from '../../support/api/refusals';
import { PASSWORD, type Person, TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const put = (as: Person, body: unknown) => api.call('PUT', '/v1/me', { as, body });
const read = async (as: Person) => bodyOf(getMe, await api.get('/v1/me', as));

/** A browser that has signed in; what it sends with every call. */
async function browserOf({ email }: Person) {
  const sent = { email, password: PASSWORD };
  const userAgent = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  };
  const answer = await api.call('POST', '/v1/session', { body: sent, headers: userAgent });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { body } = await api.call('GET', '/v1/session', { headers: { cookie } });
  return { cookie, 'x-csrf-token': body.csrfToken };
}

const sessionsOf = async (headers: Record<string, string>) =>
  bodyOf(getMeSessions, await api.call('GET', '/v1/me/sessions', { headers })).items;

describe('the own profile', () => {
  it('is as the browser asks until somebody chooses', async () => {
    expect((await read(api.people.viewer)).preferences).toEqual({
      ...{ locale: null, timeZone: null, theme: 'system' },
    });
  });

  it('changes what is named, keeps the rest, and is audited', async () => {
    const { admin } = api.people;
    const before = await read(admin);
    const answer = await put(admin, { firstName: 'Ada', locale: 'de', timeZone: 'Europe/Berlin' });
    expect(bodyOf(putMe, answer)).toMatchObject({
      user: { firstName: 'Ada', lastName: before.user.lastName, email: before.user.email },
      preferences: { locale: 'de', timeZone: 'Europe/Berlin', theme: 'system' },
    });
    expect((await put(admin, { theme: 'dark', locale: null })).status).toBe(200);
    expect(await read(admin)).toMatchObject({
      user: { firstName: 'Ada' },
      preferences: { locale: null, timeZone: 'Europe/Berlin', theme: 'dark' },
    });
    expect((await put(admin, {})).body).toEqual(await read(admin));
    const log = bodyOf(getAuditLog, await api.get('/v1/audit-log?type=profile_changed', admin));
    expect(log.items.map(({ target }) => target)).toContainEqual({ kind: 'user', id: admin.userId });
  });

  it('has one zone for pages and digests', async () => {
    const { operator } = api.people;
    await put(operator, { timeZone: 'Asia/Tokyo' });
    expect((await api.get('/v1/me/notifications', operator)).body).toMatchObject({ timeZone: 'Asia/Tokyo' });
  });

  it('refuses what is no name, language, zone or theme', async () => {
    await expectRefused(api, 'PUT', '/v1/me', api.people.viewer, [
      { body: { firstName: '' }, pointer: '/firstName' },
      { body: { lastName: 'x'.repeat(10_000) }, pointer: '/lastName' },
      { body: { locale: 'tlh' }, pointer: '/locale' },
      { body: { timeZone: 'Mars/Phobos' }, pointer: '/timeZone' },
      { body: { theme: 'pink' }, pointer: '/theme' },
      { body: { email: 'else@acme.example' }, pointer: '/email' },
    ]);
  });
});

describe('the own sessions', () => {
  it('are listed, the one that asks as such, and all others end at once', async () => {
    const { second } = api.people;
    const [elsewhere, here] = [await browserOf(second), await browserOf(second)];
    const listed = await sessionsOf(here);
    expect(listed.map(({ current, sso, browser }) => ({ current, sso, browser }))).toEqual([
      { current: true, sso: false, browser: 'Firefox, Linux' },
      { current: false, sso: false, browser: 'Firefox, Linux' },
    ]);
    expect(JSON.stringify(listed)).not.toContain(here['x-csrf-token']);
    expect((await api.call('DELETE', '/v1/me/sessions', { headers: here })).status).toBe(204);
    expect(await sessionsOf(here)).toHaveLength(1);
    expect((await api.call('GET', '/v1/me', { headers: { cookie: elsewhere.cookie } })).status).toBe(401);
    expect((await api.get('/v1/me', second)).status).toBe(200);
  });

  it('of others are never told', async () => {
    const { approver, viewer } = api.people;
    await browserOf(viewer);
    expect(await sessionsOf(await browserOf(approver))).toHaveLength(1);
  });
});
