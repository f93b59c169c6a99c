import type { Router } from 'express';
import type { UserEmailInput } from '../../../workflows/contract';
import { storedInvitation } from '../../support/models/samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { PASSWORD, type Person } from '../../support/api/support';
import { ASSET_LINKS } from '../../../web/kit/assets';

const mailed: UserEmailInput[] = [];
const api = new PagesApi();
beforeAll(() => {
  const sendUserEmail = (input: UserEmailInput) => Promise.resolve(void mailed.push(input));
  return api.startPages(fakeTemporal({ sendUserEmail }));
});
afterAll(() => api.stop());

const send: PagesApi['send'] = (...request) => api.send(...request);
const csrfIn = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
const cookieOf = (set: string) => set.split(';')[0] ?? '';

async function linkFor(userId: string) {
  const version = (await api.stores.users.raisePasswordVersion(userId)) ?? 0;
  const email = (await api.stores.users.find(userId))?.email ?? '';
  const token = api.deps.tokens.setPasswordToken(userId, version, email);
  const first = await send('GET', `/set-password?token=${token}`);
  return { first, cookie: cookieOf(first.set) };
}

describe('the page of a set-password link', () => {
  it('takes the token out of the address, shows a form and sets the password once', async () => {
    const { approver } = api.people;
    const { first, cookie } = await linkFor(approver.userId);
    expect([first.status, first.headers.get('location')]).toEqual([303, '/set-password']);
    expect(first.set).toMatch(/HttpOnly; SameSite=Lax/i);
    const page = await send('GET', '/set-password', { cookie });
    expect(page.status).toBe(200);
    expect(page.text).toContain('autocomplete="new-password"');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const _csrf = csrfIn(page.text);
    const short = await send('POST', '/set-password', { cookie, form: { _csrf, password: 'short' } });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Must have at least 10 characters.');
    expect(short.text).not.toContain('value="short"');
    const form = { _csrf, password: 'a password from a page' };
    const done = await send('POST', '/set-password', { cookie, form });
    expect([done.status, done.text.includes('Your password is set')]).toEqual([200, true]);
    expect(done.set).toMatch(/usher_set_password=;/);
    const again = await send('POST', '/set-password', { cookie, form });
    expect([again.status, again.text.includes('does not work any more')]).toEqual([410, true]);
    expect(await api.stores.users.authenticate(approver.email, form.password)).toBeDefined();
  });

  it('changes nothing by GET or HEAD, nor by a form of somebody else', async () => {
    const { operator } = api.people;
    const { cookie } = await linkFor(operator.userId);
    const before = await api.dump();
    for (const method of ['GET', 'HEAD']) await send(method, '/set-password', { cookie });
    for (const _csrf of ['', 'x']) {
      const answer = await send('POST', '/set-password', {
        cookie,
        form: { _csrf, password: 'x'.repeat(20) },
      });
      expect(answer.status).toBe(403);
    }
    expect(await api.dump()).toEqual(before);
  });

  it('shows the same for every link that is none, in the visitor’s language', async () => {
    const cookies = ['', 'usher_set_password=x', 'usher_set_password=v1.usr_1.1.A'];
    const pages = await Promise.all(cookies.map((cookie) => send('GET', '/set-password', { cookie })));
    expect(new Set(pages.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(pages[0]?.status).toBe(404);
    expect((await send('GET', '/set-password', { language: 'de' })).text).toContain('gilt nicht mehr');
  });
});

describe('the page for a forgotten password', () => {
  it('mails a link, and says the same whether or not the address is known', async () => {
    const page = await send('GET', '/forgot-password');
    const cookie = cookieOf(page.set);
    const ask = (email: string, _csrf = csrfIn(page.text)) =>
      send('POST', '/forgot-password', { cookie, form: { _csrf, email } });
    const answers = [await ask(api.people.viewer.email), await ask('nobody@nowhere.example')];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.text).toContain('Please look into your mailbox');
    expect(mailed.filter(({ userId }) => userId === api.people.viewer.userId)).toHaveLength(1);
    const wrong = await ask('not an address');
    expect([wrong.status, wrong.text.includes('value="not an address"')]).toEqual([422, true]);
    expect((await ask(api.people.viewer.email, 'x')).status).toBe(403);
  });
});

/** The paths of all forms, as they are declared. */
function formsOf({ stack }: Pick<Router, 'stack'>): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route !== undefined) return route.stack.some(({ method }) => method === 'post') ? [route.path] : [];
    return 'stack' in handle ? formsOf(handle as unknown as Router) : [];
  });
}

const SLUG = 'every-form';

/** Cookies of somebody who opened a public page and its mailed link. */
async function applying(accountId: string, email: string): Promise<string[]> {
  const settings = { takesApplications: true, applySlug: SLUG };
  const { status } = await api.call('PUT', '/v1/programs/default', { as: api.people.admin, body: settings });
  expect(status).toBe(200);
  const request = { accountId, program: 'default', email, emailKey: email, locale: 'en', mayMail: true };
  const id = await api.stores.applyRequests.create(request);
  const link = new URL(api.deps.tokens.applicationLink(SLUG, id, email));
  const seen = await Promise.all(
    [`/apply/${SLUG}`, link.pathname + link.search].map((path) => send('GET', path)),
  );
  return seen.map(({ set }) => cookieOf(set));
}

describe('every form of every page', () => {
  /** A browser that is signed in and holds every link, with what a form of another one has. */
  async function browser(person: Person) {
    const { admin } = api.people;
    const email = `guest-of-${person.email}`;
    const input = { expiresAt: '2999-01-01T00:00:00.000Z' };
    const id = await storedInvitation(api.stores, admin.accountId, email, { input });
    const token = api.deps.tokens.invitationToken(id, 1, email);
    const { token: session, session: signedIn } = await api.stores.sessions.create(admin);
    const seen = await Promise.all(
      ['/sign-in', '/forgot-password', `/invitation?token=${token}`, `/unsubscribe?token=${token}`].map(
        (path) => send('GET', path),
      ),
    );
    const { cookie: setPassword } = await linkFor(person.userId);
    const cookies = [...seen.map(({ set }) => cookieOf(set)), setPassword, `usher_session=${session}`];
    cookies.push(...(await applying(admin.accountId, email)));
    return { id, cookie: cookies.join('; '), csrf: signedIn.csrfToken };
  }

  it('is refused without the token of the very browser, and changes nothing', async () => {
    const [mine, other] = [await browser(api.people.viewer), await browser(api.people.second)];
    const before = await api.dump();
    const forms = formsOf(api.pages);
    expect(forms.length).toBeGreaterThan(60);
    const answers = [];
    for (const path of forms) {
      const { email } = api.people.admin;
      const form = { email, password: PASSWORD, in: 'P1D', id: mine.id, go: 'send', name: 'x' };
      const bodies = [form, { ...form, _csrf: other.csrf }];
      const sent = await Promise.all(
        bodies.map((body) =>
          send('POST', path.replace(':slug', SLUG).replace(/:\w+/g, mine.id), {
            cookie: mine.cookie,
            form: body,
          }),
        ),
      );
      answers.push([path, ...sent.map(({ status, set }) => [status, set.includes('usher_session')])]);
    }
    expect(answers).toEqual(forms.map((path) => [path, [403, false], [403, false]]));
    expect(await api.dump()).toEqual(before);
  });
});

describe('the headers of every answer', () => {
  const OWN = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "object-src 'none'",
  ].join(';');
  const BY_LINK = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const FRAMED = [
    'sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src 'self' https: data:",
    "frame-ancestors 'self'",
  ].join('; ');
  const ALWAYS = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-powered-by': null,
    'x-xss-protection': '0',
    server: null,
  };
  const [NO_STORE, HIDDEN] = ['no-store', 'noindex, nofollow'];
  const FOR_GOOD = 'public, max-age=31536000, immutable';

  it.each<[path: string, status: number, policy: string, cache: string | null, robots: string | null]>([
    ['/v1/me', 401, OWN, NO_STORE, null],
    ['/v1/invitations/nobody', 401, OWN, NO_STORE, null],
    ['/v1/nothing', 404, OWN, null, null],
    ['/healthz', 200, OWN, null, null],
    ['/metrics', 200, OWN, null, null],
    ['/openapi.json', 200, OWN, null, null],
    ['/docs', 200, OWN, NO_STORE, HIDDEN],
    [ASSET_LINKS.invitee, 200, OWN, FOR_GOOD, null],
    [ASSET_LINKS.font, 200, OWN, FOR_GOOD, null],
    ['/sign-in', 200, OWN, NO_STORE, HIDDEN],
    ['/users', 303, OWN, NO_STORE, null],
    ['/nothing', 404, OWN, NO_STORE, HIDDEN],
    ['/dev/inbox', 200, OWN, NO_STORE, null],
    ['/invitation', 404, BY_LINK, NO_STORE, HIDDEN],
    ['/unsubscribe', 404, BY_LINK, NO_STORE, HIDDEN],
    ['/set-password', 404, BY_LINK, NO_STORE, HIDDEN],
    ['/forgot-password', 200, BY_LINK, NO_STORE, HIDDEN],
    ['as ada: /users', 200, OWN, NO_STORE, HIDDEN],
    ['as ada: /programs/default/templates/preview', 200, FRAMED, NO_STORE, null],
    ['as ada: /invitations/new/preview', 200, FRAMED, NO_STORE, null],
  ])('%s (%i) are strict', async (path, status, policy, cache, robots) => {
    const [, own] = /^as ada: (.*)/.exec(path) ?? [];
    const answer = await (own === undefined
      ? send('GET', path)
      : (await api.browser(api.people.admin)).send('GET', own));
    const wanted = {
      ...ALWAYS,
      'content-security-policy': policy,
      'cache-control': cache,
      'x-robots-tag': robots,
    };
    const found = Object.keys(wanted).map((name) => [name, answer.headers.get(name)] as const);
    expect({ status: answer.status, ...Object.fromEntries(found) }).toEqual({ status, ...wanted });
  });
});
