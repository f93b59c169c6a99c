import { getInvitationsById } from '../../../api/invitations/get';
import { postPublicApplyBySlugLookup } from '../../../api/apply/open-form';
import { APPLICANT, applyingTo, invitationOf } from '../../support/api/applying';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';
import { pointersOf } from '../../support/api/uploading';
import { FakeScanner, MemoryStorage, pdf, png } from '../../support/files';
import { storedInvitation } from '../../support/models/samples';

const scanner = new FakeScanner();
const files = new MemoryStorage();
const api = new TestApi();
api.storeOptions = { scanner, files };
const FIELDS = [
  { key: 'cv', label: 'CV', type: 'document', required: true, filledBy: 'invitee', accept: ['pdf'] },
  { key: 'photo', label: 'Photo', type: 'document', filledBy: 'invitee' },
  { key: 'audit', label: 'Audit', type: 'document', filledBy: 'reviewer' },
];
const DAY_MS = 24 * 60 * 60 * 1000;
const { link, upload, uploaded, lookup, apply } = applyingTo(api, 'with-files');
const others = applyingTo(api, 'without-files', 'plain');

beforeAll(async () => {
  await api.start(fakeTemporal());
  const as = api.people.admin;
  const body = { takesApplications: true, applySlug: 'with-files', customFields: FIELDS };
  expect((await api.call('PUT', '/v1/programs/default', { as, body })).status).toBe(200);
  const plain = { name: 'Plain', takesApplications: true, applySlug: 'without-files' };
  expect((await api.call('PUT', '/v1/programs/plain', { as, body: plain })).status).toBe(200);
});
afterAll(() => api.stop());
afterEach(() => {
  scanner.verdict = 'clean';
  jest.restoreAllMocks();
});

const filesOf = (token: string) => api.stores.documents.ofInvitation(invitationOf(token));

/** What is kept of somebody who has a link and made no invitation with it. */
async function keptOf(token: string) {
  const id = invitationOf(token);
  const { applications, termsAcceptances } = api.stores;
  return [
    await applications.ofInvitation(id),
    await filesOf(token),
    await termsAcceptances.ofInvitation(id),
  ].map(({ length }) => length);
}

it('asks whoever applies for the files of the form, and hands them in with it', async () => {
  const token = await link('files@new.example');
  const { form, documents } = bodyOf(postPublicApplyBySlugLookup, await lookup(token));
  expect([form.fields.map(({ key }) => key), documents]).toEqual([['cv', 'photo'], []]);
  const missing = await apply(token);
  expect([missing.status, pointersOf(missing)]).toEqual([422, ['/customFields/cv']]);
  const cv = await uploaded(token);
  expect(await uploaded(token)).toBe(cv);
  const again = bodyOf(postPublicApplyBySlugLookup, await lookup(token));
  expect(again.documents).toMatchObject([{ id: cv, field: 'cv', name: 'cv.pdf', state: 'clean' }]);
  expect((await apply(token, { customFields: { cv } })).status).toBe(201);
  const invitation = await api.get(`/v1/invitations/${invitationOf(token)}`, api.people.admin);
  expect(bodyOf(getInvitationsById, invitation)).toMatchObject({
    ...{ customFields: { cv }, documents: [{ id: cv, field: 'cv' }] },
  });
  expect((await api.get(`/v1/documents/${cv}/content`, api.people.approver)).text).toBe(pdf().toString());
  // The form is closed for files as well.
  expect((await upload(token, 'photo')).status).toBe(409);
  expect(bodyOf(postPublicApplyBySlugLookup, await lookup(token)).documents).toEqual([]);
});

it('takes no file without a genuine link of the page, nor one that answers nothing of the form', async () => {
  const token = await link('refused@new.example');
  const statuses = async (...answers: Promise<{ status: number }>[]) =>
    (await Promise.all(answers)).map(({ status }) => status);
  expect(await statuses(upload('v1.forged'), upload(''), upload(`${token}x`))).toEqual([404, 404, 404]);
  expect(await statuses(others.upload(token), upload(await others.link('x@new.example')))).toEqual([
    404, 404,
  ]);
  expect(await statuses(upload(token, 'audit'), upload(token, 'none'))).toEqual([422, 422]);
  expect(await statuses(upload(token, 'cv', png(), 'cv.png'), upload(token, 'cv', png()))).toEqual([
    422, 422,
  ]);
  expect(await statuses(upload(token, 'cv', Buffer.alloc(0)))).toEqual([422]);
  expect(await filesOf(token)).toEqual([]);
});

it('refuses malware, and takes an application whose file is still to be scanned', async () => {
  const token = await link('scanned@new.example');
  scanner.verdict = 'infected';
  const refused = await upload(token);
  expect([refused.status, refused.body.errors]).toMatchObject([422, [{ code: 'file_infected' }]]);
  scanner.verdict = 'unknown';
  const cv = await uploaded(token);
  expect((await apply(token, { customFields: { cv } })).status).toBe(201);
});

it('takes no answer that names a file of somebody else', async () => {
  const cv = await uploaded(await link('one@new.example'));
  const refused = await apply(await link('two@new.example'), { customFields: { cv } });
  expect([refused.status, pointersOf(refused)]).toEqual([422, ['/customFields/cv']]);
});

it('forgets the file of whoever hands nothing in, after a day or when the address is erased', async () => {
  const [left, erased] = [await link('left@new.example'), await link('erased@new.example')];
  await uploaded(left);
  await uploaded(erased);
  const { accountId, userId } = api.people.admin;
  const { requestId } = await api.stores.privacyRequests
    .create({ accountId, requestedBy: userId, emailKey: 'erased@new.example' })
    .then(({ _id }) => ({ requestId: _id }));
  await api.stores.privacy.finish(requestId, 0);
  expect([await keptOf(left), await keptOf(erased)]).toEqual([
    [0, 1, 0],
    [0, 0, 0],
  ]);
  expect((await lookup(erased)).status).toBe(404);
  await api.stores.privacy.tidyDocuments(new Date(Date.now() + DAY_MS + 1_000));
  expect(await keptOf(left)).toEqual([0, 0, 0]);
});

it('leaves nothing of an application that is refused at the last moment', async () => {
  const token = await link('known@new.example');
  const cv = await uploaded(token);
  const { invitations } = api.stores;
  const create = invitations.create.bind(invitations);
  jest.spyOn(invitations, 'create').mockImplementationOnce(async (input) => {
    await storedInvitation(api.stores, api.people.admin.accountId, 'known@new.example');
    return create(input);
  });
  expect((await apply(token, { customFields: { cv } })).status).toBe(409);
  expect([await keptOf(token), [...files.files.keys()].filter((key) => key.includes(cv))]).toEqual([
    [0, 0, 0],
    [],
  ]);
});

describe('a process that dies before the invitation is stored', () => {
  const died = async (token: string, customFields: object) => {
    const { invitations } = api.stores;
    jest.spyOn(invitations, 'create').mockRejectedValueOnce(new Error('died'));
    expect((await apply(token, { customFields })).status).toBe(500);
  };

  it('leaves what was handed in until the link is over, and no longer', async () => {
    const token = await link('died@new.example');
    await died(token, { cv: await uploaded(token) });
    await api.stores.privacy.forgetUnclaimed(new Date());
    expect(await keptOf(token)).toEqual([1, 1, 0]);
    await api.stores.privacy.forgetUnclaimed(new Date(Date.now() + DAY_MS + 1_000));
    expect(await keptOf(token)).toEqual([0, 0, 0]);
  });

  it('has whoever hands in again be taken by what they say then', async () => {
    const token = await link('again@new.example');
    const [cv, photo] = [await uploaded(token), await uploaded(token, 'photo')];
    await died(token, { cv });
    const contact = { ...APPLICANT, partnerName: 'Borealis Ltd' };
    expect((await apply(token, { contact, customFields: { cv, photo } })).status).toBe(201);
    expect(await api.stores.applications.ofInvitation(invitationOf(token))).toMatchObject([
      { contact: { partnerName: 'Borealis Ltd' }, customFields: { cv, photo }, unclaimedSince: null },
    ]);
    await api.stores.privacy.forgetUnclaimed(new Date(Date.now() + DAY_MS + 1_000));
    expect(await keptOf(token)).toEqual([1, 2, 0]);
  });
});

it('takes no more than sixty files an hour from one address of the network', async () => {
  const strict = new TestApi();
  await strict.start(fakeTemporal(), { publicRequestsPerMinutePerIp: 1_000 });
  try {
    const body = { takesApplications: true, applySlug: 'strict-files', customFields: FIELDS };
    await strict.call('PUT', '/v1/programs/default', { as: strict.people.admin, body });
    const applicant = applyingTo(strict, 'strict-files');
    const token = await applicant.link('many@new.example');
    const statuses = new Set<number>();
    // The same file again is no new one, but it was sent.
    for (let n = 0; n < 60; n += 1) statuses.add((await applicant.upload(token)).status);
    expect([...statuses, (await applicant.upload(token)).status]).toEqual([201, 429]);
  } finally {
    await strict.stop();
  }
});
