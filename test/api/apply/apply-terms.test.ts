import { applyingTo, invitationOf } from '../../support/api/applying';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(async () => {
  await api.start(fakeTemporal());
  const body = { takesApplications: true, applySlug: 'acme-terms' };
  await api.call('PUT', '/v1/programs/default', { as: api.people.admin, body });
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());

const { link, lookup, apply } = applyingTo(api, 'acme-terms');
let version = 0;

const publish = async (text: string) => {
  const body = { texts: { en: text } };
  version += 1;
  return (await api.call('PUT', '/v1/programs/default/terms', { as: api.people.admin, body })).status;
};
const acceptedFor = async (token: string) =>
  (await api.stores.termsAcceptances.ofInvitation(invitationOf(token))).map((one) => one.version);
const toldFor = async (token: string) => {
  const events = await api.stores.events.list(invitationOf(token));
  return events.filter(({ type }) => type === 'terms_accepted').map(({ detail }) => detail?.['version']);
};

it('asks whoever applies for the terms of the program, as they are when it is handed in', async () => {
  expect(await publish('Be kind.')).toBe(200);
  const token = await link('terms@new.example');
  const opened = await lookup(token);
  expect(opened.body).toMatchObject({ terms: { version: 1, text: 'Be kind.' } });
  const missing = await apply(token);
  expect([missing.status, missing.body.errors.map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/termsVersion'],
  ]);
  expect(await publish('Be kinder.')).toBe(200);
  const outdated = await apply(token, { termsVersion: 1 });
  expect([outdated.status, outdated.body.code]).toEqual([409, 'terms-changed']);
  expect(await acceptedFor(token)).toEqual([]);
  expect((await apply(token, { termsVersion: 2 })).status).toBe(201);
  expect([await acceptedFor(token), await toldFor(token)]).toEqual([[2], [2]]);
});

describe('a process that dies', () => {
  beforeAll(() => publish('Be very kind.'));

  it('before the proof is kept leaves no invitation that lacks it', async () => {
    const token = await link('unproven@new.example');
    jest.spyOn(api.stores.termsAcceptances, 'keep').mockRejectedValueOnce(new Error('died'));
    expect((await apply(token, { termsVersion: version })).status).toBe(500);
    expect(await api.stores.invitations.findById(invitationOf(token))).toBeUndefined();
    expect((await apply(token, { termsVersion: version })).status).toBe(201);
    expect([await acceptedFor(token), await toldFor(token)]).toEqual([[version], [version]]);
  });

  it('after the proof, before the invitation, makes nobody accept twice', async () => {
    const token = await link('between@new.example');
    jest.spyOn(api.stores.invitations, 'create').mockRejectedValueOnce(new Error('died'));
    expect((await apply(token, { termsVersion: version })).status).toBe(500);
    expect([await acceptedFor(token), await toldFor(token)]).toEqual([[version], []]);
    expect((await apply(token, { termsVersion: version })).status).toBe(201);
    expect([await acceptedFor(token), await toldFor(token)]).toEqual([[version], [version]]);
  });

  it.each(['the same link again', 'the reconciler'])(
    'after the invitation is told of later, by %s, with the time of the proof',
    async (by) => {
      const token = await link(`${by.replaceAll(' ', '-')}@new.example`);
      const { accountId } = api.people.admin;
      jest.spyOn(api.stores.invitations, 'noteTerms').mockRejectedValueOnce(new Error('died'));
      expect((await apply(token, { termsVersion: version })).status).toBe(500);
      expect([await acceptedFor(token), await toldFor(token)]).toEqual([[version], []]);
      if (by === 'the reconciler') await api.stores.invitations.resumeCreate(accountId, invitationOf(token));
      else expect((await apply(token)).status).toBe(201);
      expect([await acceptedFor(token), await toldFor(token)]).toEqual([[version], [version]]);
    },
  );
});
