import { challengeOf } from '../../../api/apply/challenge';
import { getInvitations } from '../../../api/invitations/list';
import { applicationModel, invitationModel } from '../../../models';
import type { UserEmailInput } from '../../../workflows/contract';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { storedInvitation } from '../../support/models/samples';
import { TestApi, type Person } from '../../support/api/support';

const mailed: UserEmailInput[] = [];
const started: string[] = [];
const api = new TestApi();
beforeAll(async () => {
  await api.start(
    fakeTemporal({
      sendUserEmail: (input) => Promise.resolve(void mailed.push(input)),
      startInvitation: ({ invitationId }) => Promise.resolve(void started.push(invitationId)),
    }),
  );
  // Automatic for whoever is invited, which is nothing to those who apply.
  const settings = { name: 'Resellers', autoOnboarding: true };
  await api.stores.programs.put(api.people.admin.accountId, 'partners', settings);
  await open('partners', 'acme-resellers');
  await open('default', 'acme-others');
});
afterAll(() => api.stop());
beforeEach(() => {
  mailed.length = 0;
  started.length = 0;
});

const PAGE = '/v1/public/apply/acme-resellers';
const put = (key: string, body: object, as: Person = api.people.admin) =>
  api.call('PUT', `/v1/programs/${key}`, { as, body });
const open = async (key: string, applySlug: string) => {
  const { status, text } = await put(key, { takesApplications: true, applySlug });
  expect([status, text]).toEqual([200, expect.anything()]);
};

/** As of somebody who has read the page. */
const challenge = (slug = 'acme-resellers', ageMs = 10_000) =>
  challengeOf(slug, api.deps.settings, Date.now() - ageMs);
const ask = (email: string, changes: object = {}, path = PAGE) =>
  api.post(path, undefined, { email, challenge: challenge(path.split('/').at(-1)), ...changes });

/** The token that is mailed to the address. */
async function linkFor(email: string, path = PAGE): Promise<string> {
  expect((await ask(email, {}, path)).status).toBe(202);
  const id = mailed.at(-1)?.applyRequestId ?? '';
  const data = await api.stores.userEmailData.userEmailData(mailed.at(-1)!);
  expect(data?.apply?.known).toEqual({ kind: 'new' });
  return /token=(.*)/.exec(api.deps.tokens.applicationLink('x', id, email))?.[1] ?? '';
}

const CONTACT = { partnerName: 'Borealis', contactFirstName: 'Nora', contactLastName: 'Lind' };
const apply = (token: string, changes: object = {}, path = PAGE) =>
  api.post(`${path}/application`, undefined, { token, contact: CONTACT, ...changes });

describe('the page of a program', () => {
  it('shows the name and brand of whoever takes applications, and a challenge', async () => {
    const { status, body } = await api.get(PAGE);
    expect([status, body]).toMatchObject([
      200,
      { slug: 'acme-resellers', accountName: 'Acme', programName: 'Resellers', waitSeconds: 2 },
    ]);
    expect((await api.get('/v1/public/apply/acme-others')).body).toMatchObject({ programName: null });
  });

  it('is not there while it is off, by a slug that only looks like it, and under a slug that was given up', async () => {
    await put('gone', { takesApplications: true, applySlug: 'was-here' });
    await put('gone', { applySlug: 'is-here' });
    await put('off', { applySlug: 'not-yet' });
    for (const slug of [
      'nothing',
      'was-here',
      'not-yet',
      'acme-resel1ers',
      'ACME-RESELLERS',
      '%24gt',
      'a%2Fb',
    ]) {
      const answer = await api.get(`/v1/public/apply/${slug}`);
      expect([slug, answer.status, answer.body.code]).toEqual([slug, 404, 'not-found']);
      const asked = await api.post(`/v1/public/apply/${slug}`, undefined, {
        ...{ email: 'a@b.example', challenge: challenge(slug) },
      });
      expect(asked.status).toBe(404);
    }
    expect((await api.get('/v1/public/apply/is-here')).status).toBe(200);
    expect(mailed).toEqual([]);
  });

  it('needs a slug, which nobody else has or could be taken for, and says no more than that', async () => {
    const errorsOf = async (body: object, as?: Person) => {
      const answer = await put('another', body, as);
      const told = answer.status === 422 ? answer.body.errors : [];
      return [answer.status, told.map(({ pointer, detail }) => `${pointer} ${detail}`)];
    };
    expect(await errorsOf({ takesApplications: true })).toEqual([
      422,
      ['/applySlug Must be set while people may apply.'],
    ]);
    const taken = [422, ['/applySlug Is taken. Please choose another one.']];
    expect(await errorsOf({ applySlug: 'acme-resellers' })).toEqual(taken);
    expect(await errorsOf({ applySlug: 'acme-resellers' }, api.people.other)).toEqual(taken);
    expect(await errorsOf({ applySlug: 'acmeresel1ers' }, api.people.other)).toEqual(taken);
    // Given up, it stays whose it was.
    await put('gone', { takesApplications: true, applySlug: 'is-here' });
    await put('gone', { takesApplications: false, applySlug: null });
    expect(await errorsOf({ applySlug: 'is-here' }, api.people.other)).toEqual(taken);
    expect((await errorsOf({ applySlug: 'is-here' }))[0]).toBe(200);
  });

  it('keeps an address that leads to it when two people change it at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const slugs = ['north', 'south', 'east'].map((word) => `${word}-${'abc'[round]}`);
      const changes = slugs.map((applySlug) => put('busy', { takesApplications: true, applySlug }));
      await Promise.all(changes);
      const { applySlug } = (await api.stores.programs.find(api.people.admin.accountId, 'busy'))!;
      const statuses = await Promise.all(
        slugs.map(async (slug) => (await api.get(`/v1/public/apply/${slug}`)).status),
      );
      expect(statuses).toEqual(slugs.map((slug) => (slug === applySlug ? 200 : 404)));
    }
  });

  it('is opened only by whoever may give the role that people get', async () => {
    const { roles } = api.stores;
    const { accountId } = api.people.admin;
    await roles.put(accountId, { key: 'clerk', name: 'Clerk', rank: 1, scopes: ['programs:write'] });
    const made = await api.stores.users.create({ email: 'clerk@acme.example', firstName: 'Cleo' });
    const userId = made.ok ? made.user._id : '';
    await api.stores.memberships.add({ accountId, userId, roleKey: 'clerk' });
    const { key } = await api.stores.apiKeys.create({ accountId, userId, name: 'Test' });
    const clerk = { userId, accountId, email: 'clerk@acme.example', key };
    await put('closed', { applySlug: 'closed-one' });
    const refused = await put('closed', { takesApplications: true }, clerk);
    expect([refused.status, refused.body.code]).toEqual([403, 'role-ceiling']);
    expect((await api.get('/v1/public/apply/closed-one')).status).toBe(404);
  });
});

describe('whoever asks for a link', () => {
  it('gets the same answer after the same work, whoever the address belongs to', async () => {
    const { accountId, email: user } = api.people.admin;
    await storedInvitation(api.stores, accountId, 'invited@known.example');
    await api.stores.suppressions.suppress(accountId, 'blocked@known.example', 'bounced');
    const answers = [];
    for (const email of ['new@known.example', 'invited@known.example', 'blocked@known.example', user]) {
      const { status, text } = await ask(email);
      answers.push(`${status} ${text}`);
    }
    expect(new Set(answers)).toEqual(new Set(['202 {"status":"requested"}']));
    expect(mailed.map(({ template, userId, accountId: of }) => [template, userId, of])).toEqual(
      Array(4).fill(['apply-link', '', accountId]),
    );
    // Only the mail differs, and where there is none nobody is told.
    const told = await Promise.all(mailed.map((one) => api.stores.userEmailData.userEmailData(one)));
    expect(told.map((data) => data?.apply?.known.kind)).toEqual(['new', 'invited', undefined, 'new']);
  });

  it('puts no address and no name into a workflow', async () => {
    await ask('Private@Person.example');
    expect(JSON.stringify(mailed)).not.toMatch(/person\.example/i);
  });

  it('mails an address three links in an hour, and answers the fourth alike', async () => {
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push((await ask('often@known.example')).text);
    expect(new Set(answers).size).toBe(1);
    expect(mailed).toHaveLength(4);
    const told = await Promise.all(mailed.map((one) => api.stores.userEmailData.userEmailData(one)));
    expect(told.map((data) => data !== undefined)).toEqual([true, true, true, false]);
  });

  it('has read the page first: at once, with another page’s challenge, an old or a forged one nothing is mailed', async () => {
    const wrong = [
      challenge('acme-resellers', 100),
      challenge('acme-resellers', -60_000),
      challenge('acme-others'),
      challenge('acme-resellers', 5 * 3_600_000),
      `${challenge().slice(0, -4)}AAAA`,
      `${challenge()}.x`,
      'nothing',
      '.',
      '',
    ];
    for (const one of wrong) {
      const { status, body } = await ask('quick@known.example', { challenge: one });
      expect([one, status, body.errors.map(({ pointer }) => pointer)]).toEqual([one, 422, ['/challenge']]);
    }
    expect(mailed).toEqual([]);
  });

  it('fills in nothing that people do not see: a program that does gets the answer and no mail', async () => {
    const { status, text } = await ask('bot@known.example', { trap: 'Buy this' });
    expect([status, text]).toEqual([202, '{"status":"requested"}']);
    expect(mailed).toEqual([]);
  });
});

describe('a link', () => {
  it('opens the form, keeps nothing by that, and makes one application however often it is handed in', async () => {
    const token = await linkFor('once@new.example');
    const before = await api.dump();
    const opened = await api.post(`${PAGE}/lookup`, undefined, { token });
    expect(opened.body).toMatchObject({ contactEmail: 'once@new.example', account: 'new', applied: false });
    expect(await api.dump()).toEqual(before);
    const answers = await Promise.all([
      apply(token),
      apply(token),
      apply(token, { contact: { ...CONTACT, partnerName: 'X' } }),
    ]);
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      Array(3).fill([201, { status: 'accepted' }]),
    );
    const made = await invitationModel(api.connection).find({ emailKey: 'once@new.example' }).lean();
    expect(made).toMatchObject([
      {
        ...{
          origin: 'application',
          inviterId: '',
          responsibleId: api.people.admin.userId,
          program: 'partners',
        },
        ...{ status: 'accepted', contactFirstName: 'Nora', roleKey: 'partner_admin', locale: 'en' },
        workflowInput: { policy: { autoOnboarding: false }, applicationRef: expect.any(String) as string },
      },
    ]);
    expect(await applicationModel(api.connection).countDocuments({ invitationId: made[0]!._id })).toBe(1);
    expect(new Set(started)).toEqual(new Set([made[0]!._id]));
    expect((await api.post(`${PAGE}/lookup`, undefined, { token })).body).toMatchObject({ applied: true });
  });

  it('that is forged, of another program, for another address or too old is not found', async () => {
    const email = 'links@new.example';
    const token = await linkFor(email);
    const id = token.split('.')[1] ?? '';
    const { tokens } = api.deps;
    const foreign = await linkFor('links@other.example');
    const wrong = [
      `${token.slice(0, -4)}AAAA`,
      token.replace('.1.', '.2.'),
      /token=(.*)/.exec(tokens.applicationLink('x', id, 'evil@new.example'))?.[1],
      `${foreign.split('.').slice(0, 3).join('.')}.${token.split('.')[3]}`,
      tokens.invitationToken(id.replace('apl_', 'inv_'), 1, email),
      tokens.setPasswordToken(id, 1, email),
      'v1',
      '',
      'x'.repeat(5_000),
    ];
    for (const one of wrong) {
      for (const path of [`${PAGE}/lookup`, `${PAGE}/application`]) {
        const body = { token: one, ...(path.endsWith('application') && { contact: CONTACT }) };
        const answer = await api.post(path, undefined, body);
        expect([path, one, answer.status, answer.body.code]).toEqual([path, one, 404, 'not-found']);
      }
    }
    // It is this program's, and this program takes applications.
    const others = '/v1/public/apply/acme-others';
    expect((await apply(token, {}, others)).status).toBe(404);
    await put('partners', { takesApplications: false });
    expect((await apply(token)).status).toBe(404);
    await put('partners', { takesApplications: true });
    const requests = api.connection.db!.collection<{ _id: string }>('apply_requests');
    await requests.updateOne({ _id: id }, { $set: { expiresAt: new Date() } });
    expect((await apply(token)).status).toBe(404);
    expect(await invitationModel(api.connection).countDocuments({ emailKey: email })).toBe(0);
    expect(started).toEqual([]);
  });

  it('makes nothing of an address that the account has invited meanwhile, and keeps no answers of it', async () => {
    const token = await linkFor('meanwhile@new.example');
    await storedInvitation(api.stores, api.people.admin.accountId, 'meanwhile@new.example');
    const { status, body } = await apply(token, { password: 'correct horse battery' });
    expect([status, body.code, body.invitationId]).toEqual([409, 'invitation-already-open', undefined]);
    const kept = { passwordHash: { $ne: null } };
    expect(await api.connection.db!.collection('applications').countDocuments(kept)).toBe(0);
  });

  it('asks for what the form asks for, and takes no more', async () => {
    const customFields = [
      { key: 'vat', label: 'VAT', type: 'text', required: true, filledBy: 'invitee' },
      { key: 'tier', label: 'Tier', type: 'text', required: true, filledBy: 'inviter' },
      { key: 'score', label: 'Score', type: 'text', filledBy: 'reviewer' },
    ];
    await put('partners', { customFields });
    const token = await linkFor('form@new.example');
    const opened = await api.post(`${PAGE}/lookup`, undefined, { token });
    expect(opened.text).toContain('"vat"');
    expect(opened.text).not.toMatch(/tier|score/);
    const pointers = async (changes: object) => {
      const { status, body } = await apply(token, changes);
      return [status, body.errors.map(({ pointer }) => pointer).sort()];
    };
    expect(await pointers({})).toEqual([422, ['/customFields/vat']]);
    expect(await pointers({ customFields: { vat: 'DE1', score: '10' } })).toEqual([
      422,
      ['/customFields/score'],
    ]);
    expect(await pointers({ contact: { partnerName: 'B' }, customFields: { vat: 'DE1' } })).toEqual([
      422,
      ['/contact/contactFirstName', '/contact/contactLastName'],
    ]);
    expect(await pointers({ contact: { ...CONTACT, contactEmail: 'evil@x.example' } })).toEqual([
      422,
      ['/contact/contactEmail'],
    ]);
    expect((await apply(token, { customFields: { vat: 'DE1' } })).status).toBe(201);
    await put('partners', { customFields: [] });
  });
});

it('lists applications apart from invitations, and says which is which', async () => {
  const { admin } = api.people;
  const items = async (query: string) =>
    bodyOf(getInvitations, await api.get(`/v1/invitations?limit=100&${query}`, admin)).items;
  const originsOf = async (query: string) => new Set((await items(query)).map(({ origin }) => origin));
  expect(await originsOf('origin=application')).toEqual(new Set(['application']));
  expect(await originsOf('origin=invitation')).toEqual(new Set(['invitation']));
  const all = (await items('')).length;
  expect(all).toBe((await items('origin=application')).length + (await items('origin=invitation')).length);
  expect((await api.get('/v1/invitations?origin=nothing', admin)).status).toBe(422);
});
