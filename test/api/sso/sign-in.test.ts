import { outcome } from '../../support/api/refusals';
import type { Answer } from '../../support/api/support';
import { at, sessionIn, SsoApi } from '../../support/sso/sso-api';

const api = new SsoApi();
beforeAll(() => api.startSso());
afterAll(() => api.stop());

const REFUSED = [403, 'sso-refused'];
const me = (answer: Answer) => api.call('GET', '/v1/me', { headers: { cookie: sessionIn(answer) } });
const reasons = async () => (await api.audited('sso_refused')).map(({ details }) => details);

describe('signing in at a real OpenID provider', () => {
  it('gives the member a session in the account whose provider it is', async () => {
    const { approver } = api.people;
    const answer = await api.signIn(at(approver));
    expect(outcome(answer)).toEqual([200, undefined]);
    expect(answer.headers.get('set-cookie')).toMatch(/usher_session=\S+; .*HttpOnly; .*SameSite=Lax/i);
    expect((await me(answer)).body).toMatchObject({
      user: { id: approver.userId },
      account: { id: approver.accountId },
      role: { key: 'approver' },
    });
  });

  it('asks for a code with PKCE, state and nonce, new ones each time', async () => {
    const urls = [];
    for (let n = 0; n < 2; n += 1) urls.push(new URL((await api.begun('ada@acme.example', '/stats')).url));
    const [one, other] = urls.map(({ searchParams }) => Object.fromEntries(searchParams));
    expect(one).toMatchObject({
      response_type: 'code',
      client_id: 'usher',
      redirect_uri: 'http://usher.test/sign-in/sso/callback',
      code_challenge_method: 'S256',
      login_hint: 'ada@acme.example',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.[name]).toMatch(/^[\w-]{43}$/);
      expect(one?.[name]).not.toBe(other?.[name]);
    }
  });

  it('reads the address where the provider has it, in the ID token or behind it', async () => {
    const { approver } = api.people;
    await api.provider.stop();
    const redirectUri = 'http://usher.test/sign-in/sso/callback';
    await api.provider.start({ redirectUri, port: api.provider.port, inIdToken: true });
    expect((await api.signIn(at(approver))).status).toBe(200);
  });

  it('goes on when the provider has changed its keys', async () => {
    const { approver } = api.people;
    await api.provider.stop();
    await api.provider.start({
      redirectUri: 'http://usher.test/sign-in/sso/callback',
      port: api.provider.port,
    });
    expect((await api.signIn(at(approver))).status).toBe(200);
  });

  it('carries on where somebody was going', async () => {
    const { approver } = api.people;
    await api.provider.expects(at(approver));
    const { url, flow, provider } = await api.begun(approver.email, '/stats?groupBy=inviter');
    expect(provider).toBe(new URL(api.provider.issuer).host);
    const answer = await api.finish(flow, await api.provider.signIn(url));
    expect(answer.body).toMatchObject({ next: '/stats?groupBy=inviter', account: { name: 'Acme' } });
  });

  it('tells strangers which domains sign in by SSO, and never who does', async () => {
    const [known, unknown] = await Promise.all(
      ['ada@acme.example', 'nobody@acme.example'].map((email) =>
        api.post('/v1/session/sso', undefined, { email }),
      ),
    );
    const shape = ({ status, body }: Answer) => [status, Object.keys(body), JSON.stringify(body).length];
    expect(shape(unknown!).slice(0, 2)).toEqual(shape(known!).slice(0, 2));
    for (const email of ['gus@globex.example', 'nonsense', 'ada@evil-acme.example', '@acme.example']) {
      expect(outcome(await api.post('/v1/session/sso', undefined, { email }))).toEqual([404, 'not-found']);
    }
  });
});

describe('whom the provider means', () => {
  it('is nobody who is no member, and nobody is made', async () => {
    const before = await api.stores.users.findByEmailKey('new@acme.example');
    expect(before).toBeUndefined();
    const answer = await api.signIn(at({ email: 'new@acme.example' }));
    expect(outcome(answer)).toEqual(REFUSED);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await api.stores.users.findByEmailKey('new@acme.example')).toBeUndefined();
  });

  it('is nobody of another account, though their address is of the domain', async () => {
    const { accountId } = api.people.other;
    const made = await api.stores.users.create({ email: 'guest@acme.example' });
    const userId = made.ok ? made.user._id : '';
    await api.stores.memberships.add({ accountId, userId, roleKey: 'viewer' });
    expect(outcome(await api.signIn(at({ email: 'guest@acme.example' })))).toEqual(REFUSED);
    expect((await api.stores.memberships.ofUser(userId)).map((one) => one.accountId)).toEqual([accountId]);
  });

  it('is nobody whose address is not verified, is missing or is of a domain that is not proven', async () => {
    const { viewer, other } = api.people;
    const { email } = viewer;
    for (const claims of [
      { email },
      { email, email_verified: false },
      { email, email_verified: 'true' },
      { email_verified: true },
      { email: [email], email_verified: true },
      { email: other.email, email_verified: true },
      { email: 'ada@acme.example@evil.example', email_verified: true },
      { email: '', email_verified: true },
    ]) {
      const answer = await api.signIn({ subject: 'a stranger', claims }, email);
      expect([claims, ...outcome(answer)]).toEqual([claims, ...REFUSED]);
    }
  });

  it('is no member whose address is of a domain that another account or nobody has proven', async () => {
    const { accountId } = api.people.admin;
    for (const email of ['guest@globex.example', 'guest@nobodys.example']) {
      const made = await api.stores.users.create({ email });
      await api.stores.memberships.add({
        accountId,
        userId: made.ok ? made.user._id : '',
        roleKey: 'viewer',
      });
      expect(outcome(await api.signIn(at({ email }), 'ada@acme.example'))).toEqual(REFUSED);
    }
  });

  it('is nobody who is disabled', async () => {
    const { viewer } = api.people;
    await api.stores.users.update(viewer.userId, { status: 'disabled' });
    expect(outcome(await api.signIn(at(viewer)))).toEqual(REFUSED);
    await api.stores.users.update(viewer.userId, { status: 'active' });
    expect((await api.signIn(at(viewer))).status).toBe(200);
  });

  it('is the subject that was bound, whatever address comes with it, but never another user', async () => {
    const { junior, operator } = api.people;
    const subject = 'june';
    expect((await api.signIn(at(junior, subject))).status).toBe(200);
    expect(await api.audited('sso_identity_bound')).toContainEqual(
      expect.objectContaining({ target: { kind: 'user', id: junior.userId } }),
    );
    const renamed = await api.signIn(at({ email: 'june.married@acme.example' }, subject));
    expect((await me(renamed)).body).toMatchObject({ user: { id: junior.userId } });
    const asOther = await api.signIn(at(operator, subject));
    expect(outcome(asOther)).toEqual(REFUSED);
    expect(sessionIn(asOther)).toBe('');
  });

  it('is not somebody else under the same address, until an administrator lets them be bound anew', async () => {
    const { operator, admin } = api.people;
    expect((await api.signIn(at(operator, 'olga'))).status).toBe(200);
    expect(outcome(await api.signIn(at(operator, 'olga, made anew')))).toEqual(REFUSED);
    const path = `/v1/sso/identities/${operator.userId}`;
    expect((await api.call('DELETE', path, { as: admin })).status).toBe(204);
    expect(outcome(await api.call('DELETE', path, { as: admin }))).toEqual([404, 'not-found']);
    expect((await api.signIn(at(operator, 'olga, made anew'))).status).toBe(200);
    expect(outcome(await api.signIn(at(operator, 'olga')))).toEqual(REFUSED);
  });

  it('binds once, however many sign in at the same time', async () => {
    const { second } = api.people;
    const statuses = [];
    for (const subject of ['bea 1', 'bea 2', 'bea 3']) {
      await api.provider.expects(at(second, subject));
      const { url, flow } = await api.begun(second.email);
      const query = await api.provider.signIn(url);
      statuses.push(api.finish(flow, query));
    }
    expect((await Promise.all(statuses)).map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });

  it('is forgotten with the membership, so that whoever is added again is bound anew', async () => {
    const { admin, viewer } = api.people;
    expect((await api.signIn(at(viewer))).status).toBe(200);
    await api.call('DELETE', `/v1/users/${viewer.userId}`, { as: admin });
    expect(outcome(await api.signIn(at(viewer)))).toEqual(REFUSED);
    await api.stores.users.update(viewer.userId, { status: 'active' });
    await api.stores.memberships.add({ ...viewer, roleKey: 'viewer' });
    expect((await api.signIn(at(viewer, 'a new subject'))).status).toBe(200);
  });

  it('is audited whenever it is refused, with the reason and without an address', async () => {
    const entries = await reasons();
    const text = JSON.stringify(entries);
    for (const reason of ['no-member', 'unverified', 'other-domain', 'other-user', 'other-subject']) {
      expect(text).toContain(reason);
    }
    expect(text).not.toContain('@');
  });
});

describe('a provider that is trusted with the addresses of its domains', () => {
  beforeAll(() => api.setUp({ trustsAddresses: true }));
  afterAll(() => api.setUp());

  it('lets in whom it calls by one, although it does not say that it is verified', async () => {
    const { viewer } = api.people;
    const subject = 'of the tenant';
    await api.call('DELETE', `/v1/sso/identities/${viewer.userId}`, { as: api.people.admin });
    expect((await api.signIn({ subject, claims: { email: viewer.email } })).status).toBe(200);
    const [bound] = await api.audited('sso_identity_bound');
    expect(bound).toMatchObject({ target: { kind: 'user', id: viewer.userId } });
    expect(bound?.details?.text).toContain('trusted-address');
  });

  it('lets in nobody of another domain, whom it calls unverified, or by the address of somebody else', async () => {
    const { viewer, junior, other } = api.people;
    for (const [subject, claims] of [
      ['a stranger', { email: junior.email, email_verified: false }],
      ['a stranger', { email: junior.email, email_verified: 'true' }],
      ['a stranger', { email: junior.email, email_verified: null }],
      ['a stranger', { email: other.email }],
      ['a stranger', {}],
      ['a stranger', { email: viewer.email }],
      ['of the tenant', { email: junior.email }],
    ] as const) {
      const answer = await api.signIn({ subject, claims }, junior.email);
      expect([subject, claims, ...outcome(answer)]).toEqual([subject, claims, ...REFUSED]);
    }
  });

  it('is trusted by choice of an administrator alone, for as long as they say, and audited', async () => {
    const { viewer } = api.people;
    const setUp = await api.setUp();
    expect(setUp.body).toMatchObject({ trustsAddresses: false });
    const visitor = { subject: 'of the tenant', claims: { email: viewer.email } };
    expect(outcome(await api.signIn(visitor))).toEqual(REFUSED);
    await api.setUp({ trustsAddresses: true });
    expect((await api.signIn(visitor)).status).toBe(200);
    const [on, off] = await api.audited('sso_changed');
    expect([on?.details?.text, off?.details?.text]).toEqual([
      expect.stringMatching(/"before":.*false.*"after":.*true/),
      expect.stringMatching(/"before":.*true.*"after":.*false/),
    ]);
  });
});

describe('a sign-in', () => {
  it('ends in the browser where it began, once, and in time', async () => {
    const { approver } = api.people;
    await api.provider.expects(at(approver));
    const mine = await api.begun(approver.email);
    const theirs = await api.begun(approver.email);
    const query = await api.provider.signIn(mine.url);
    const elsewhere = await api.finish(theirs.flow, query);
    expect(outcome(elsewhere)).toEqual(REFUSED);
    expect(elsewhere.text).toContain('began in another browser');
    for (const flow of ['x', mine.flow.slice(2), `${mine.flow.slice(0, -4)}AAA=`]) {
      expect(outcome(await api.finish(flow, query))).toEqual(REFUSED);
    }
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
    expect(outcome(await api.finish(mine.flow, query))).toEqual(REFUSED);
    now.mockRestore();
    expect((await api.finish(mine.flow, query)).status).toBe(200);
    // The provider gives a token for a code once.
    expect(outcome(await api.finish(mine.flow, query))).toEqual(REFUSED);
  });

  it('tells nothing in the text that the browser keeps', async () => {
    const { flow } = await api.begun('ada@acme.example');
    const text = Buffer.from(flow, 'base64').toString('latin1');
    for (const word of ['acc_', 'usher', 'http', 'state']) expect(text).not.toContain(word);
  });

  it('that was broken off at the provider says so', async () => {
    await api.provider.expects({ ...at(api.people.approver), turnsAway: true });
    const { url, flow } = await api.begun('abel@acme.example');
    const answer = await api.finish(flow, await api.provider.signIn(url));
    expect(outcome(answer)).toEqual(REFUSED);
    expect(answer.text).toContain('You did not sign in there');
  });

  it('with a made-up code gets nowhere', async () => {
    const { flow, url } = await api.begun('abel@acme.example');
    const state = new URL(url).searchParams.get('state') ?? '';
    const iss = encodeURIComponent(api.provider.issuer);
    for (const query of [
      `code=made-up&state=${state}&iss=${iss}`,
      `code=made-up&state=${state}`,
      `code=made-up&state=${state}&iss=https%3A%2F%2Fevil.example`,
      `state=${state}&iss=${iss}`,
      `code=a&code=b&state=${state}&iss=${iss}`,
      'code=made-up',
      'nonsense',
    ]) {
      expect([query, ...outcome(await api.finish(flow, query))]).toEqual([query, ...REFUSED]);
    }
  });

  it('to a provider that was changed meanwhile begins again', async () => {
    const { approver } = api.people;
    await api.provider.expects(at(approver));
    const { url, flow } = await api.begun(approver.email);
    const query = await api.provider.signIn(url);
    await api.setUp({ clientId: 'another' });
    expect(outcome(await api.finish(flow, query))).toEqual(REFUSED);
    await api.setUp();
  });

  it('waits a few seconds for the provider, and works again once it answers', async () => {
    const { approver } = api.people;
    await api.provider.expects(at(approver));
    const { url, flow } = await api.begun(approver.email);
    const query = await api.provider.signIn(url);
    await api.provider.takes(20_000);
    for (const answer of [
      await api.finish(flow, query),
      await api.post('/v1/session/sso', undefined, { email: approver.email }),
    ]) {
      expect(outcome(answer)).toEqual([503, 'identity-provider-unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await api.provider.takes(0);
    expect((await api.finish(flow, query)).status).toBe(200);
  });
});
