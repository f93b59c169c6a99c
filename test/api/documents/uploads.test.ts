import { getInvitationsById } from '../../../api/invitations/get';
import { getDocumentsById } from '../../../api/documents/get';
import { postDocuments } from '../../../api/documents/upload';
import { postPublicInvitationDocuments } from '../../../api/documents/upload-by-link';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { bodyOf } from '../../support/api/declared-answers';
import { member, narrowed } from '../../support/api/people-samples';
import { pointersOf, type Sent, startWithPapers, uploadingTo } from '../../support/api/uploading';
import { TestWorld } from '../../support/api/world';
import { docx, pdf, png } from '../../support/files';

const world = new TestWorld();
const people = () => world.people;
const { byLink, idByLink, byUser, accept, contentOf } = uploadingTo(world);

beforeAll(() => startWithPapers(world));
afterAll(() => world.stopWorld());

describe('a file of whoever holds the link', () => {
  it('is taken, answers its field, and is read by who may see the invitation', async () => {
    const { id, path, token } = await world.invited({ program: 'papers' });
    const answer = await byLink(token, { name: '../Über "mich".pdf' });
    const uploaded = bodyOf(postPublicInvitationDocuments, answer);
    expect([answer.status, uploaded]).toEqual([
      201,
      {
        ...{ id: uploaded.id, field: 'cv', name: 'Über _mich_.pdf', type: 'pdf' },
        ...{ bytes: pdf().length, state: 'clean' },
      },
    ]);
    expect((await accept(token, { cv: uploaded.id })).status).toBe(200);
    await world.status(id, 'pending_approval');
    const details = bodyOf(getInvitationsById, await world.get(path, people().approver));
    expect(details.customFields).toEqual({ cv: uploaded.id });
    expect(details.documents).toMatchObject([{ id: uploaded.id, name: 'Über _mich_.pdf' }]);
    const content = await contentOf(uploaded.id, people().viewer);
    expect([content.status, content.text]).toEqual([200, pdf().toString()]);
    expect(Object.fromEntries(content.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="_ber _mich_.pdf"; /) as string,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('is the same when it is sent again', async () => {
    const { token } = await world.invited({ program: 'papers' });
    expect(await idByLink(token)).toBe(await idByLink(token));
  });

  it.each<[string, Sent, string, string]>([
    ['of another type than the field takes', { name: 'a.png', raw: png() }, '/customFields/cv', 'file_type'],
    ['that is not what it is called', { raw: png() }, '/customFields/cv', 'file_type'],
    [
      'with macros',
      { name: 'a.docx', raw: docx({ 'word/vbaProject.bin': '' }) },
      '/customFields/cv',
      'file_type',
    ],
    ['a page', { name: 'a.html', raw: Buffer.from('<script>') }, '/customFields/cv', 'file_type'],
    ['with nothing in it', { raw: Buffer.alloc(0) }, '/customFields/cv', 'file_empty'],
    [
      'larger than its field takes',
      { field: 'photo', raw: Buffer.concat([pdf(), Buffer.alloc(2_000)]) },
      '/customFields/photo',
      'file_large',
    ],
    ['for a field that is none', { field: 'nothing' }, '/field', ''],
    ['for a field of text', { field: 'vat' }, '/field', ''],
    ['for a field of the inviter', { field: 'contract' }, '/field', ''],
    ['for a field of a reviewer', { field: 'audit' }, '/field', ''],
  ])('is refused when it is one %s', async (_what, sent, pointer, code) => {
    const { id, token } = await world.invited({ program: 'papers' });
    const { status, body } = await byLink(token, sent);
    expect([status, body.errors]).toMatchObject([422, [{ pointer, ...(code && { code }) }]]);
    expect(await world.stores.documents.ofInvitation(id)).toEqual([]);
  });

  it('is refused before it is read without a genuine link, and of whoever may not answer any more', async () => {
    for (const token of ['', 'v1.x', 'v1.inv_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.AAAA']) {
      expect((await byLink(token)).status).toBe(404);
    }
    const { id, path, token } = await world.invited({ program: 'papers' });
    expect((await byLink(token, { type: 'text/html' })).status).toBe(415);
    await accept(token, {});
    await world.status(id, 'pending_approval');
    expect((await byLink(token)).body.code).toBe('invalid-transition');
    await world.post(`${path}/reject`, people().approver, { reason: 'No.' });
    await world.status(id, 'rejected');
    expect((await byLink(token)).status).toBe(410);
  });

  it('of a user is taken after a sign-in only', async () => {
    const contactEmail = people().other.email;
    const { path, token } = await world.invited({ program: 'papers', contactEmail }, 'share-notification');
    expect((await byLink(token)).status).toBe(401);
    await world.post(`${path}/revoke`, people().admin);
  });

  it('stays for a second answer, which may replace it', async () => {
    const { id, path, token } = await world.invited({ program: 'papers' });
    const first = await idByLink(token);
    await accept(token, { cv: first });
    await world.status(id, 'pending_approval');
    await world.post(`${path}/return`, people().approver, { reason: 'A newer one, please.' });
    await world.status(id, 'returned');
    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token });
    const { invitation, documents } = bodyOf(postPublicInvitationLookup, lookup);
    expect([invitation.customFields, documents]).toMatchObject([
      { cv: first },
      [{ id: first, name: 'cv.pdf' }],
    ]);
    const second = await idByLink(token, { raw: pdf('newer') });
    expect((await accept(token, { cv: second })).status).toBe(200);
    const details = bodyOf(getInvitationsById, await world.get(path, people().approver));
    expect(details.customFields).toEqual({ cv: second });
    expect(details.documents.map((one) => one.id)).toEqual([first, second]);
  });
});

describe('an answer', () => {
  it('names a file of this invitation and this field, and no other', async () => {
    const mine = await world.invited({ program: 'papers' });
    const theirs = await world.invited({ program: 'papers' });
    const others = [
      await idByLink(theirs.token),
      await idByLink(mine.token, { field: 'photo' }),
      'doc_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      'cv.pdf',
      { $ne: null },
    ];
    for (const cv of others) {
      const answer = await accept(mine.token, { cv });
      expect([cv, answer.status, pointersOf(answer)]).toEqual([cv, 422, ['/customFields/cv']]);
    }
    expect((await world.get(mine.path, people().admin)).body.status).toBe('sent');
  });

  it('does not name a file that is gone', async () => {
    const { token } = await world.invited({ program: 'papers' });
    const cv = await idByLink(token);
    await world.stores.documents.tidy(new Date(Date.now() + 25 * 3_600_000));
    expect(pointersOf(await accept(token, { cv }))).toEqual(['/customFields/cv']);
  });
});

describe('a file of a user', () => {
  it('answers a field of an invitation that is made with it, and goes where none is made', async () => {
    const { admin } = people();
    const uploaded = bodyOf(
      postDocuments,
      await byUser(admin, 'program=papers', { field: 'contract', name: 'contract.pdf' }),
    );
    const contract = uploaded.id;
    const { id } = await world.invited({ program: 'papers', customFields: { contract } });
    expect(await world.stores.documents.find(contract)).toMatchObject({ invitationIds: [id] });
    const again = { program: 'papers', customFields: { contract } };
    const { contactEmail } = (await world.stores.invitations.findById(id))!;
    const refused = await world.post('/v1/invitations', admin, { ...again, partnerName: 'X', contactEmail });
    expect(refused.status).toBe(409);
    expect((await world.stores.documents.find(contract))?.invitationIds).toEqual([id]);
  });

  it('is nobody else’s to use or to see until it belongs to an invitation', async () => {
    const { admin, junior, other } = people();
    const answer = await byUser(admin, 'program=papers', { field: 'contract', raw: pdf('own') });
    const { id } = bodyOf(postDocuments, answer);
    for (const as of [junior, other]) {
      expect((await world.get(`/v1/documents/${id}`, as)).status).toBe(404);
      expect((await contentOf(id, as)).status).toBe(404);
    }
    const body = { partnerName: 'X', contactEmail: 'x@stolen.example', program: 'papers' };
    const colleague = await member(world, 'account_admin');
    const stolen = await world.post('/v1/invitations', colleague, {
      ...body,
      customFields: { contract: id },
    });
    expect([stolen.status, pointersOf(stolen)]).toEqual([422, ['/customFields/contract']]);
    expect(bodyOf(getDocumentsById, await world.get(`/v1/documents/${id}`, admin)).name).toBe('cv.pdf');
  });

  it('is taken of whoever may edit the invitation, for every field', async () => {
    const { id, path } = await world.invited({ program: 'papers' });
    const { admin, viewer, other } = people();
    const about = `invitation=${id}`;
    expect((await byUser(viewer, about, { field: 'audit' })).status).toBe(403);
    expect((await byUser(other, about, { field: 'audit' })).status).toBe(404);
    const audit = bodyOf(postDocuments, await byUser(admin, about, { field: 'audit' })).id;
    const edited = await world.call('PATCH', path, { as: admin, body: { customFields: { audit } } });
    expect(edited.status).toBe(200);
  });

  it('is taken of a key that may invite only, and of no other', async () => {
    const writer = await narrowed(world, people().admin, ['invitations:write']);
    const reader = await narrowed(world, people().admin, ['invitations:read']);
    expect((await byUser(writer, 'program=papers', { field: 'contract' })).status).toBe(201);
    expect((await byUser(reader, 'program=papers', { field: 'contract' })).status).toBe(403);
    expect((await byUser(people().admin, 'program=nothing')).status).toBe(422);
    expect((await world.call('POST', '/v1/documents?field=cv&name=a.pdf', { raw: pdf() })).status).toBe(401);
  });

  it('who was invited answers the fields of the invitee', async () => {
    const { other, admin } = people();
    const to = { program: 'quick', contactEmail: other.email };
    const { id, path } = await world.invited(to, 'share-notification');
    const about = `invitation=${id}`;
    expect((await byUser(other, about, { field: 'contract' })).status).toBe(422);
    const cv = bodyOf(postDocuments, await byUser(other, about)).id;
    expect((await contentOf(cv, other)).status).toBe(200);
    // Else the sender would learn that the address belongs to a user.
    expect((await contentOf(cv, admin)).status).toBe(404);
    expect(bodyOf(getInvitationsById, await world.get(path, admin)).documents).toEqual([]);
    expect((await world.post(`${path}/accept`, other, { customFields: { cv } })).status).toBeLessThan(300);
    await world.status(id, 'active');
    expect((await contentOf(cv, admin)).status).toBe(200);
  });

  it('cannot be imported', async () => {
    const { id } = bodyOf(
      postDocuments,
      await byUser(people().admin, 'program=papers', { field: 'contract', raw: pdf('import') }),
    );
    const rows = [
      { partnerName: 'R', contactEmail: 'r@r.example', program: 'papers', customFields: { contract: id } },
    ];
    const answer = await world.post('/v1/invitation-imports?dryRun=true', people().admin, { rows });
    expect(answer.body).toMatchObject({ invalid: 1 });
  });
});

it('settings of a field for files are refused for every other, and kept for this', async () => {
  const put = (field: object) =>
    world.call('PUT', '/v1/programs/odd', {
      as: people().admin,
      body: { customFields: [{ key: 'a', label: 'A', ...field }] },
    });
  const wrong = [
    { type: 'text', maxBytes: 5 },
    { type: 'text', accept: ['pdf'] },
    { type: 'document', accept: ['exe'] },
    { type: 'document', accept: [] },
    { type: 'document', maxBytes: 0 },
    { type: 'document', maxBytes: 1e9 },
    { type: 'document', pattern: 'a' },
  ];
  for (const field of wrong) expect([field, (await put(field)).status]).toEqual([field, 422]);
  const right = { type: 'document', maxBytes: 5_000, accept: ['pdf'] };
  expect((await put(right)).text).toContain('"maxBytes":5000,"accept":["pdf"]');
});
