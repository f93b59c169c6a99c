import { csrfTokenOf } from '../../../web/invitee/link-cookie';
import { describeInBrowser } from '../../support/web/browser';
import { PagesWorld } from '../../support/web/pages-world';

describeInBrowser('the invitee’s pages over HTTP', () => {
  const world = new PagesWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());

  const csrf = (token: string) => csrfTokenOf(token, world.deps.settings);

  it('set a cookie that is Secure where the public address is https', async () => {
    const { token } = await world.invited();
    const plain = await world.request('GET', `/invitation?token=${token}`);
    expect(plain.status).toBe(303);
    expect(plain.headers.get('location')).toBe('/invitation');
    expect(plain.headers.get('cache-control')).toBe('no-store');
    expect(plain.headers.get('set-cookie')).toBe(
      `usher_invitation=${token}; Path=/invitation; HttpOnly; SameSite=Lax`,
    );
  });

  it('are kept by nobody and load nothing from elsewhere', async () => {
    const { token } = await world.invited();
    const { headers } = await world.request('GET', '/invitation', { cookie: `usher_invitation=${token}` });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  it.each(['open', 'application', 'decline', 'remind-later', 'new-link'])(
    'refuse /invitation/%s without the CSRF token of the very link',
    async (path) => {
      const [mine, other] = [await world.invited(), await world.invited()];
      const cookie = `usher_invitation=${mine.token}`;
      const before = await world.dump();
      for (const _csrf of ['', 'x', csrf(other.token)]) {
        const answer = await world.request('POST', `/invitation/${path}`, {
          cookie,
          form: { _csrf, in: 'P1D' },
        });
        expect(answer.status).toBe(403);
        expect(answer.text).toContain('This page was open for too long');
      }
      const bare = await world.request('POST', `/invitation/${path}`, { cookie });
      expect(bare.status).toBe(403);
      expect(await world.dump()).toEqual(before);
    },
  );

  it('answer unknown, malformed and forged links with the same bytes', async () => {
    const { token } = await world.invited();
    const forged = `${token.slice(0, -4)}AAAA`;
    const links = ['v1', forged, 'x'.repeat(500), "');drop", '%00', '../../etc/passwd'];
    const answers = await Promise.all(
      links.map(async (link) => {
        const first = await world.request('GET', `/invitation?token=${encodeURIComponent(link)}`);
        const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
        const { status, text } = await world.request('GET', '/invitation', { cookie });
        return `${first.status} ${status} ${text}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^303 404 /);
  });

  it.each(['.', ',', ')', '>', '"', "'", ' ', '\u200b', '\u00a0', '*', ').', '>\n', '…', '\u200b.'])(
    'open a link that was copied with %j behind it',
    async (behind) => {
      const { token } = await world.invited();
      const { status, headers } = await world.request(
        'GET',
        `/invitation?token=${token}${encodeURIComponent(behind)}`,
      );
      expect(status).toBe(303);
      expect(headers.get('set-cookie')).toContain(`usher_invitation=${token};`);
    },
  );

  it('show nothing of an invitation, and offer no new link, once its address was corrected', async () => {
    const { id, email, path, token } = await world.invited();
    const at = new Date().toISOString();
    const { messageIds } = await world.deps.temporal.query(id);
    const bounce = { eventId: id, messageId: messageIds[0] ?? '', event: 'bounced', at } as const;
    await world.deps.temporal.reportEmailEvent(id, bounce);
    await world.status(id, 'delivery_failed');
    const body = { contactEmail: `corrected.${email}` };
    await world.call('PATCH', path, { as: world.people.admin, body });
    const landing = await world.request('GET', '/invitation', { cookie: `usher_invitation=${token}` });
    expect(landing.status).toBe(410);
    expect(landing.text).not.toMatch(/new-link|corrected\./);
    for (const link of [token, world.deps.tokens.unsubscribeToken(id, email)]) {
      const form = { 'List-Unsubscribe': 'One-Click' };
      expect((await world.request('POST', `/unsubscribe?token=${link}`, { form })).status).toBe(410);
    }
  });

  it('stop reminders by the mail client’s own button, without a page', async () => {
    const { id, email } = await world.invited();
    const token = world.deps.tokens.unsubscribeToken(id, email);
    const answer = await world.request('POST', `/unsubscribe?token=${token}`, {
      form: { 'List-Unsubscribe': 'One-Click' },
    });
    expect(answer.status).toBe(200);
    const doc = await world.stores.invitations.findById(id);
    expect(await world.stores.suppressions.isSuppressed(doc!.accountId, doc!.emailKey)).toBe(true);
    const byCookie = await world.request('POST', '/unsubscribe', { cookie: `usher_unsubscribe=${token}` });
    expect(byCookie.status).toBe(403);
  });

  it('never redirect to another site', async () => {
    for (const path of [
      '/invitation/done?as=//evil.example',
      '/invitation/done?as=constructor',
      '/invitation/done',
    ]) {
      const answer = await world.request('GET', path);
      expect(answer.headers.get('location')).toBe('/invitation');
    }
  });
});
