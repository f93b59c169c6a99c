import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { PASSWORD } from '../../support/api/support';
import { HOSTILE } from '../../support/web/signed-in-world';

const api = new PagesApi();
beforeAll(() => api.startPages(fakeTemporal()));
afterAll(() => api.stop());

const FORM = { firstName: 'Ada', lastName: 'Admin', locale: '', timeZone: '', theme: 'system' };
const styleOf = (text: string) => /href="(\/assets\/usher\.\w+\.css)"/.exec(text)?.[1] ?? '';

describe('the profile page', () => {
  it('is in the menu of the person, and shows what holds until somebody chooses', async () => {
    const { send } = await api.browser(api.people.viewer);
    expect((await send('GET', '/users')).text).toMatch(
      /<a href="\/profile">(?:<svg[^]*?<\/svg>)? ?Profile<\/a>/,
    );
    const { text } = await send('GET', '/profile');
    expect(text).toMatch(/<option value="system" selected>As the device is set/);
    expect(text).toMatch(/<option value="">UTC, until you choose/);
    expect(text).toContain('<html lang="en" dir="ltr">');
  });

  it('changes language, zone and theme, and everything that is shown follows, the sign-in page too', async () => {
    const { send } = await api.browser(api.people.admin);
    const before = (await send('GET', '/profile')).text;
    const saved = await send('POST', '/profile', {
      ...{ ...FORM, locale: 'de', timeZone: 'Europe/Berlin', theme: 'dark' },
    });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/profile']);
    const { text } = await send('GET', '/users');
    expect(text).toContain('<html lang="de" dir="ltr">');
    expect(text).toMatch(/<title>Benutzer - Usher<\/title>[^]*Partnerverwaltung[^]*Abmelden/);
    expect(text).toContain('<meta name="color-scheme" content="dark">');
    const css = (await send('GET', styleOf(text))).text;
    expect(styleOf(text)).not.toBe(styleOf(before));
    expect(css).toMatch(/color-scheme:\s*dark/);
    expect(css).not.toMatch(/prefers-color-scheme|color-scheme:\s*light dark/);
    const cookie = saved.headers.getSetCookie().map((line) => line.split(';')[0]);
    const door = await api.send('GET', '/sign-in', { cookie: cookie.join('; ') });
    expect(door.text).toMatch(/<html lang="de"[^]*content="dark"[^]*<h1>Anmelden<\/h1>/);
  });

  it('shows times by the chosen clocks, and UTC beside them', async () => {
    const { viewer } = api.people;
    const { send } = await api.browser(viewer);
    const day = async () =>
      /<time datetime="([^"]+)" title="([^"]+) UTC">([^<]+)</.exec((await send('GET', '/profile')).text);
    const shownIn = (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(new Date(instant));
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
      await api.call('PUT', '/v1/me', { as: viewer, body: { timeZone } });
      const [, instant = '', utc, shown] = (await day()) ?? [];
      expect({ utc, shown }).toEqual({
        utc: instant.slice(0, 16).replace('T', ' '),
        shown: shownIn(instant, timeZone),
      });
    }
  });

  it('offers the zone of the browser, and keeps nothing before it is saved', async () => {
    const { approver } = api.people;
    const { token } = await api.stores.sessions.create(approver);
    const ask = (zone: string) =>
      api.send('GET', '/profile', { cookie: `usher_session=${token}; usher_zone=${zone}` });
    expect((await ask('America/Lima')).text).toMatch(
      /<option value="America\/Lima" selected>[^]*Your browser is in America\/Lima/,
    );
    expect((await ask('Mars/Phobos')).text).not.toContain('Your browser is in');
    expect(await api.stores.notificationSettings.timeZoneOf(approver.userId)).toBeNull();
  });

  it('says what is wrong at its place, and loses nothing', async () => {
    const { send } = await api.browser(api.people.operator);
    const answer = await send('POST', '/profile', {
      ...FORM,
      firstName: '',
      lastName: HOSTILE,
      theme: 'dark',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="f-firstName"[^>]*aria-invalid="true"/);
    expect(answer.text).toContain('&lt;img src&#x3D;x');
    expect(answer.text).toMatch(/<option value="dark" selected>/);
    expect((await send('POST', '/profile', { ...FORM, _csrf: 'x' })).status).toBe(403);
  });
});

describe('password and sessions', () => {
  it('changes the password with the current one, and signs out everywhere else', async () => {
    const { second } = api.people;
    const [here, elsewhere] = [await api.browser(second), await api.browser(second)];
    const change = (currentPassword: string, newPassword: string) =>
      here.send('POST', '/profile/password', { currentPassword, newPassword });
    const wrong = await change('not the password', 'a long enough password');
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringMatching(/id="f-currentPassword"[^>]*aria-invalid="true"/),
    ]);
    expect(wrong.text).not.toContain('a long enough password');
    expect((await change(PASSWORD, 'a long enough password')).status).toBe(303);
    expect((await here.send('GET', '/profile')).status).toBe(200);
    expect((await elsewhere.send('GET', '/profile')).headers.get('location')).toContain('/sign-in');
  });

  it('lists where somebody is signed in, and ends all but this one', async () => {
    const { viewer } = api.people;
    const [here, elsewhere] = [await api.browser(viewer), await api.browser(viewer)];
    const { text } = await here.send('GET', '/profile');
    expect(text.match(/This one/g)).toHaveLength(1);
    expect(text).toContain('Sign out everywhere else');
    expect((await here.send('POST', '/profile/sign-out-elsewhere', {})).status).toBe(303);
    expect((await elsewhere.send('GET', '/')).headers.get('location')).toContain('/sign-in');
    expect((await here.send('GET', '/profile')).text).not.toContain('action="/profile/sign-out-elsewhere"');
  });
});

describe('in the language of the browser', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Anmelden'],
    ['es-MX', 'es', 'Iniciar sesión'],
    ['fr, en;q=0.5', 'en', 'Sign in'],
    ['*', 'en', 'Sign in'],
    ['x'.repeat(2_000), 'en', 'Sign in'],
  ])('%s shows %s before anybody is signed in', async (language, lang, heading) => {
    const { text } = await api.send('GET', '/sign-in', { language });
    expect(text).toContain(`<html lang="${lang}" dir="ltr">`);
    expect(text).toContain(`<h1>${heading}</h1>`);
  });

  it('tells what is wrong in it as well', async () => {
    const { text, status } = await api.send('GET', '/nothing/here', { language: 'es' });
    expect([status, text]).toEqual([404, expect.stringContaining('Aquí no hay nada')]);
  });
});
