import { getMeTerms, getProgramsByKeyTermsAcceptances } from '../../../api/terms';
import { getInvitationsById } from '../../../api/invitations/get';
import { getInvitationsByIdTimeline } from '../../../api/invitations/timeline';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { bodyOf } from '../../support/api/declared-answers';
import { member } from '../../support/api/people-samples';
import { eventually, PASSWORD, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const ENGLISH = 'Partners keep prices to themselves.\n\nThey pay in 30 days.';
const GERMAN = 'Partner behalten Preise für sich.';

let programs = 0;
/** A program with terms of its own. */
async function withTerms(settings: object = {}) {
  const program = `terms-${(programs += 1)}`;
  await world.call('PUT', `/v1/programs/${program}`, {
    as: people().admin,
    body: { autoOnboarding: true, ...settings },
  });
  await publish(program, { texts: { en: ENGLISH, de: GERMAN }, url: 'https://acme.example/terms' });
  return program;
}

const publish = (program: string, body: object, as = people().admin) =>
  world.call('PUT', `/v1/programs/${program}/terms`, { as, body });
const lookUp = async (token: string) =>
  bodyOf(postPublicInvitationLookup, await world.post('/v1/public/invitation/lookup', undefined, { token }));
const apply = (token: string, body: object = {}) =>
  world.post('/v1/public/invitation/accept', undefined, { token, ...body });
const acceptancesOf = async (program: string, query = '', as = people().admin) =>
  bodyOf(
    getProgramsByKeyTermsAcceptances,
    await world.get(`/v1/programs/${program}/terms-acceptances${query}`, as),
  );
const typesOf = async (path: string) =>
  (await world.get(`${path}/timeline`, people().admin)).body.items.map(({ type }) => type);

describe('an applicant', () => {
  it('reads them in the language of the invitation, or the nearest', async () => {
    const program = await withTerms();
    const shown = async (locale?: string) =>
      (await lookUp((await world.invited({ program, ...(locale && { locale }) })).token)).terms;
    expect(await shown()).toEqual({
      ...{ version: 1, locale: 'en', text: ENGLISH },
      url: 'https://acme.example/terms',
    });
    expect(await shown('de-AT')).toMatchObject({ locale: 'de', text: GERMAN });
    expect(await shown('fr')).toMatchObject({ locale: 'en' });
  });

  it('is taken only with the version that was read, of which everything is kept', async () => {
    const program = await withTerms();
    const { id, path, token, email } = await world.invited({ program, locale: 'de' });
    const missing = await apply(token, { password: PASSWORD });
    expect([missing.status, missing.body.code]).toEqual([422, 'validation-failed']);
    expect(missing.body.errors).toEqual([
      { pointer: '/termsVersion', detail: 'The terms have to be accepted.', code: 'terms' },
    ]);
    expect((await world.status(id, 'sent')).respondedAt).toBeNull();
    expect((await acceptancesOf(program)).items).toEqual([]);

    expect((await apply(token, { password: PASSWORD, termsVersion: 1 })).status).toBe(200);
    await world.status(id, 'active');
    const terms = await world.stores.terms.current(people().admin.accountId, program);
    const { items } = await acceptancesOf(program);
    expect(items).toEqual([
      {
        ...{ version: 1, hash: terms?.hash, locale: 'de', source: 'application', invitationId: id },
        ...{ partnerName: 'Initech', name: 'Peter', email, erasedAt: null },
        ip: expect.stringMatching(/127\.0\.0\.1|::1/) as unknown,
        acceptedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
      },
    ]);
    const types = await typesOf(path);
    expect(types.indexOf('terms_accepted')).toBeLessThan(types.indexOf('accepted'));
    const events = await world.stores.events.list(id);
    expect(events.find(({ type }) => type === 'terms_accepted')).toMatchObject({
      detail: { version: 1 },
      dispatch: 'pending',
      actor: { kind: 'invitee' },
    });
    const log = await world.get(`/v1/audit-log?type=terms_accepted&target=${id}`, people().admin);
    expect(log.body.items).toEqual([
      expect.objectContaining({ after: { version: 1 }, ip: items[0]!.ip }) as unknown,
    ]);
  });

  it('who accepts the same at once, or again, accepted once', async () => {
    const program = await withTerms();
    const { path, token } = await world.invited({ program });
    const answers = await Promise.all([1, 2, 3].map(() => apply(token, { termsVersion: 1 })));
    answers.push(await apply(token));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await acceptancesOf(program)).items).toHaveLength(1);
    expect((await typesOf(path)).filter((type) => type === 'terms_accepted')).toHaveLength(1);
  });

  it.each(['create', 'noteTerms'] as const)(
    'has accepted once, and is told of once, where the process died after the proof: %s',
    async (step) => {
      const program = await withTerms();
      const { path, token } = await world.invited({ program });
      const { applications, invitations } = world.stores;
      const died = new Error('died');
      if (step === 'create') jest.spyOn(applications, 'create').mockRejectedValueOnce(died);
      else jest.spyOn(invitations, 'noteTerms').mockRejectedValueOnce(died);
      expect((await apply(token, { termsVersion: 1 })).status).toBe(500);
      expect((await acceptancesOf(program)).items).toHaveLength(1);
      // Nothing is asked any more, so nothing is said of it.
      expect((await apply(token)).status).toBe(200);
      expect((await acceptancesOf(program)).items).toHaveLength(1);
      expect((await typesOf(path)).filter((type) => type === 'terms_accepted')).toHaveLength(1);
      jest.restoreAllMocks();
    },
  );

  it('who read what is not asked any more is told, and nothing is stored', async () => {
    const program = await withTerms();
    const { id, path, token } = await world.invited({ program });
    await lookUp(token);
    await publish(program, { texts: { en: 'Stricter.' } });
    for (const termsVersion of [1, 3, 999_999]) {
      const refused = await apply(token, { password: PASSWORD, termsVersion });
      expect([refused.status, refused.body.code]).toEqual([409, 'terms-changed']);
    }
    expect(await world.stores.applications.ofInvitation(id)).toEqual([]);
    expect(await typesOf(path)).not.toContain('terms_accepted');
    expect((await lookUp(token)).terms).toMatchObject({ version: 2, text: 'Stricter.' });
    expect((await apply(token, { termsVersion: 2 })).status).toBe(200);
  });

  it.each([0, -1, 1.5, '1', null, 1e9, {}, [1]])('sends no version like %j', async (termsVersion) => {
    const program = await withTerms();
    const { token } = await world.invited({ program });
    expect((await apply(token, { termsVersion })).status).toBe(422);
  });

  it('who is asked for more accepts again only what has changed since', async () => {
    const program = await withTerms({ autoOnboarding: false });
    const { id, path, token } = await world.invited({ program });
    await apply(token, { termsVersion: 1 });
    await world.status(id, 'pending_approval');
    await world.post(`${path}/return`, people().approver, { reason: 'More, please.' });
    expect((await lookUp(token)).terms).toBeNull();
    await publish(program, { texts: { en: 'Stricter.' } });
    expect((await lookUp(token)).terms).toMatchObject({ version: 2 });
    expect((await apply(token)).status).toBe(422);
    expect((await apply(token, { termsVersion: 2 })).status).toBe(200);
    const versions = (await acceptancesOf(program)).items.map(({ version }) => version);
    expect(versions.sort()).toEqual([1, 2]);
  });

  it('who is a user already accepts them signed in', async () => {
    const program = await withTerms();
    const { other } = people();
    const body = { partnerName: 'Globex', contactEmail: other.email, program };
    const { id } = (await world.post('/v1/invitations', people().admin, body)).body;
    await world.status(id, 'sent');
    const path = `/v1/invitations/${id}`;
    expect(bodyOf(getInvitationsById, await world.get(path, other)).terms).toMatchObject({ version: 1 });
    expect(bodyOf(getInvitationsById, await world.get(path, people().admin)).terms).toBeNull();
    expect((await world.post(`${path}/accept`, other)).status).toBe(422);
    expect((await world.post(`${path}/accept`, other, { termsVersion: 7 })).body.code).toBe('terms-changed');
    expect((await world.post(`${path}/accept`, other, { termsVersion: 1 })).status).toBe(200);
    await world.status(id, 'active');
    expect((await acceptancesOf(program)).items).toMatchObject([
      { source: 'application', email: other.email },
    ]);
    // Whoever has just accepted is not asked again.
    const { items } = bodyOf(getMeTerms, await world.get('/v1/me/terms', other));
    expect(items).toEqual([]);
  });
});

describe('a partner', () => {
  /** Somebody whom an invitation with terms made a partner, with a key and a session of theirs. */
  async function partner(program: string) {
    const invited = await world.invited({ program });
    await apply(invited.token, { password: PASSWORD, termsVersion: 1 });
    const { accountId } = await world.status(invited.id, 'active');
    const user = await world.stores.users.findByEmailKey(invited.email);
    const who = { accountId: accountId ?? '', userId: user?._id ?? '', email: invited.email };
    const { key } = await world.stores.apiKeys.create({ ...who, name: 'Test' });
    return { ...invited, person: { ...who, key } satisfies Person };
  }

  /** Calls as a browser that is signed in. */
  async function browser(person: Person) {
    const { token, session } = await world.stores.sessions.create(person);
    const headers = { cookie: `usher_session=${token}`, 'x-csrf-token': session.csrfToken };
    return {
      get: (path: string) => world.call('GET', path, { headers }),
      post: (path: string, body: object) => world.call('POST', path, { headers, body }),
    };
  }

  const mine = ({ accountId }: Person, program: string, version: number) => ({ accountId, program, version });

  it('is asked for a new version before the workspace opens, and no more after that', async () => {
    const program = await withTerms();
    const { id, path, person } = await partner(program);
    const here = await browser(person);
    expect((await here.get('/v1/me/workspace')).status).toBe(200);

    await publish(program, { texts: { en: 'Stricter.', de: 'Strenger.' } });
    const closed = await here.get('/v1/me/workspace');
    expect([closed.status, closed.body.code]).toEqual([403, 'terms-not-accepted']);
    const waiting = bodyOf(getMeTerms, await here.get('/v1/me/terms?locale=de-CH'));
    expect(waiting.items).toMatchObject([
      { account: { name: 'Acme' }, program: { key: program }, version: 2, locale: 'de', text: 'Strenger.' },
    ]);
    const { admin } = people();
    const outdated = await here.post('/v1/me/terms/accept', mine(admin, program, 1));
    expect([outdated.status, outdated.body.code]).toEqual([409, 'terms-changed']);
    const body = mine(admin, program, 2);
    const answers = await Promise.all([1, 2].map(() => here.post('/v1/me/terms/accept', body)));
    answers.push(await here.post('/v1/me/terms/accept', body));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await here.get('/v1/me/workspace')).status).toBe(200);

    const { items } = await acceptancesOf(program, '?version=2');
    expect(items).toMatchObject([
      { source: 'sign-in', email: person.email, invitationId: id, name: 'Peter', partnerName: 'Initech' },
    ]);
    const timeline = bodyOf(getInvitationsByIdTimeline, await world.get(`${path}/timeline`, admin));
    const told = timeline.items.filter(({ type }) => type === 'terms_accepted');
    expect(told.map(({ detail, actor }) => [detail, actor.id])).toEqual([
      [{ version: 1 }, 'invitee'],
      [{ version: 2 }, person.userId],
    ]);
  });

  it('whose colleague accepted is asked all the same; a program with a key is not kept out', async () => {
    const program = await withTerms();
    const { person } = await partner(program);
    const colleague = await member(world, 'partner_user', person);
    const here = await browser(colleague);
    expect((await here.get('/v1/me/workspace')).body.code).toBe('terms-not-accepted');
    expect((await world.get('/v1/me/workspace', colleague)).status).toBe(200);
    expect((await here.post('/v1/me/terms/accept', mine(people().admin, program, 1))).status).toBe(200);
    expect((await here.get('/v1/me/workspace')).status).toBe(200);
  });

  it('is asked by nobody of whom it is no active partner any more', async () => {
    const program = await withTerms();
    const { id, person } = await partner(program);
    const colleague = await member(world, 'partner_user', person);
    const here = await browser(colleague);
    expect((await here.get('/v1/me/workspace')).status).toBe(403);
    const { partnershipId } = await world.status(id, 'active');
    await world.post(`/v1/partners/${partnershipId ?? ''}/deactivate`, people().admin);
    expect((await here.get('/v1/me/workspace')).status).toBe(200);
    const gone = await here.post('/v1/me/terms/accept', mine(people().admin, program, 1));
    expect(gone.status).toBe(404);
  });

  it('accepts nothing for somebody else', async () => {
    const program = await withTerms();
    const { person } = await partner(program);
    await publish(program, { texts: { en: 'Stricter.' } });
    const here = await browser(people().other);
    const foreign = await here.post('/v1/me/terms/accept', mine(people().admin, program, 2));
    expect(foreign.status).toBe(404);
    expect((await (await browser(person)).get('/v1/me/workspace')).status).toBe(403);
  });
});

describe('who accepted', () => {
  it('is told as CSV as well, page by page, and to the own auditors alone', async () => {
    const program = await withTerms();
    for (let n = 0; n < 3; n += 1) {
      const { token } = await world.invited({ program, contactFirstName: '=1+1' });
      await apply(token, { termsVersion: 1 });
    }
    const path = `/v1/programs/${program}/terms-acceptances`;
    const first = await world.get(`${path}?limit=2`, people().operator);
    const rest = await world.get(
      `${path}?limit=2&cursor=${encodeURIComponent(first.body.nextCursor ?? '')}`,
      people().operator,
    );
    const ids = [...first.body.items, ...rest.body.items].map((one) => one.invitationId);
    expect([ids.length, new Set(ids).size, rest.body.nextCursor]).toEqual([3, 3, null]);
    const csv = await world.get(`${path}?format=csv`, people().operator);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(4);
    expect(csv.text).toContain(`"'=1+1"`);
    expect((await world.get(path, people().viewer)).body.code).toBe('forbidden');
    expect((await world.get(path, people().other)).status).toBe(404);
  });

  it('is exported with the words, and after erasure nothing personal is left of it but the proof', async () => {
    const program = await withTerms();
    const { id, email, token } = await world.invited({ program, locale: 'de' });
    await apply(token, { password: PASSWORD, termsVersion: 1 });
    await world.status(id, 'active');
    const exported = await world.post('/v1/privacy/export', people().admin, { email });
    expect(exported.body).toMatchObject({
      termsAcceptances: [
        { program, version: 1, locale: 'de', text: GERMAN, url: 'https://acme.example/terms' },
      ],
    });
    const foreign = await world.post('/v1/privacy/export', people().other, { email });
    expect(foreign.body).toMatchObject({ termsAcceptances: [] });

    const asked = await world.post('/v1/privacy/erase', people().admin, { email });
    await eventually(
      () => world.get(`/v1/privacy/erasures/${asked.body.id}`, people().admin),
      ({ body }) => body.status === 'completed',
    );
    const { items } = await acceptancesOf(program);
    expect(items).toMatchObject([
      {
        version: 1,
        invitationId: id,
        name: null,
        email: null,
        ip: null,
        erasedAt: expect.any(String) as unknown,
      },
    ]);
    expect(items[0]!['hash']).toMatch(/^[0-9a-f]{64}$/);
  });
});
