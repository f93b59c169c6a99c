import { getMeWorkspace } from '../../../api/sessions/own-workspace';
import { getRecordsById } from '../../../api/workspaces/get-record';
import { putRecordsByIdFile } from '../../../api/workspaces/upload-record-file';
import { newId } from '../../../domain/ids';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { provisionedPartner } from '../../support/api/partner-samples';
import { expectRefused, outcome } from '../../support/api/refusals';
import { type Person, TestApi } from '../../support/api/support';
import { FakeScanner, MemoryStorage, pdf, png } from '../../support/files';

const files = new MemoryStorage();
const scanner = new FakeScanner();
const api = new TestApi();
api.storeOptions = { files, scanner };
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());
afterEach(() => {
  scanner.verdict = 'clean';
  files.isAway = false;
});

const admin = () => api.people.admin;

/** A record of Acme in a folder of its own, which may be shared. */
async function scene(input: object = { name: 'Price list' }) {
  const workspace = await api.post('/v1/workspaces', admin(), { name: 'Products' });
  const folder = await api.post(`/v1/workspaces/${workspace.body.id}/folders`, admin(), { name: 'Prices' });
  const records = `/v1/folders/${folder.body.id}/records`;
  const record = await api.post(records, admin(), input);
  return { folderId: folder.body.id, records, id: record.body.id, path: `/v1/records/${record.body.id}` };
}

/** Somebody with whom the folder is shared. */
async function partnerOf(folderId: string) {
  const partner = await provisionedPartner(api, admin());
  const shares = `/v1/partners/${partner.id}/shares`;
  expect((await api.post(shares, admin(), { folderIds: [folderId] })).status).toBe(200);
  return { ...partner, unshare: () => api.call('DELETE', `${shares}/${folderId}`, { as: admin() }) };
}

function upload(path: string, { name = 'list.pdf', raw = pdf(), as = admin() }: Partial<Upload> = {}) {
  const headers = { 'content-type': 'application/octet-stream' };
  return api.call('PUT', `${path}/file?name=${encodeURIComponent(name)}`, { as, raw, headers });
}
interface Upload {
  readonly name: string;
  readonly raw: Buffer;
  readonly as: Person;
}

const audited = async () =>
  (await api.get('/v1/audit-log?limit=100', admin())).body.items.map(({ type }: { type: string }) => type);

it('a file that nobody gets is replaced like any other', async () => {
  const { path } = await scene();
  for (const [verdict, text] of [
    ['unknown', 'one'],
    ['unknown', 'two'],
    ['clean', 'three'],
  ] as const) {
    scanner.verdict = verdict;
    expect((await upload(path, { raw: pdf(text) })).status).toBe(200);
  }
});

describe('a record', () => {
  it('has fields by its kind, a link and a file, and can be changed and deleted', async () => {
    const data = { number: ' 9001 ', issuer: 'DNV', issuedOn: '2026-01-31', note: [1] };
    const { path, records } = await scene({
      name: 'ISO',
      kind: 'certificate',
      data,
      link: 'https://dnv.example/9001',
    });
    const uploaded = bodyOf(putRecordsByIdFile, await upload(path, { name: '../../ISO "9001".pdf' }));
    expect(uploaded).toMatchObject({
      ...{ name: 'ISO', kind: 'certificate', link: 'https://dnv.example/9001' },
      data: { number: '9001', issuer: 'DNV', issuedOn: '2026-01-31', note: [1] },
      file: { name: 'ISO _9001_.pdf', type: 'pdf', bytes: pdf().length, state: 'clean' },
    });
    const changes = { name: 'ISO 9001', link: null, data: { issuer: '' } };
    await api.call('PATCH', path, { as: admin(), body: changes });
    expect(bodyOf(getRecordsById, await api.get(path, api.people.viewer))).toMatchObject({
      ...{ name: 'ISO 9001', kind: 'certificate', link: null, data: {}, from: null, folderName: 'Prices' },
      file: { name: 'ISO _9001_.pdf' },
    });
    expect((await api.get(records, admin())).body.items).toMatchObject([{ file: { bytes: pdf().length } }]);
    expect((await api.call('DELETE', path, { as: admin() })).status).toBe(204);
    expect(outcome(await api.get(path, admin()))).toEqual([404, 'not-found']);
    expect(await audited()).toEqual(
      expect.arrayContaining(['record_created', 'record_file_uploaded', 'record_changed', 'record_deleted']),
    );
  });

  it('is refused with what its kind does not take, or a link that browsers would run', async () => {
    const { records, path } = await scene({ name: 'A', kind: 'order', data: { total: 3 } });
    const name = 'x';
    const wrong = [
      { body: { name, link: 'javascript:alert(1)' }, pointer: '/link' },
      { body: { name, link: 'https://user@bank.example/' }, pointer: '/link' },
      { body: { name, link: '/etc/passwd' }, pointer: '/link' },
      { body: { name, kind: 'order', data: { total: -1 } }, pointer: '/data/total' },
      { body: { name, kind: 'order', data: { state: 'lost' } }, pointer: '/data/state' },
      { body: { name, kind: 'certificate', data: { issuedOn: '2026-02-30' } }, pointer: '/data/issuedOn' },
      { body: { name, kind: 'price_list', data: { currency: 'euro' } }, pointer: '/data/currency' },
    ];
    await expectRefused(api, 'POST', records, admin(), wrong);
    await expectRefused(api, 'PATCH', path, admin(), [
      ...wrong,
      { body: { name: '' }, pointer: '/name' },
      { body: { folderId: newId('fld') }, pointer: '/folderId' },
    ]);
    const moved = await api.call('PATCH', path, { as: admin(), body: { kind: 'document' } });
    expect(moved.body).toMatchObject({ kind: 'document', data: { total: 3 } });
  });

  it('has at most one file, whose bytes go with it', async () => {
    const before = files.files.size;
    const { path } = await scene();
    await upload(path);
    await upload(path, { name: 'logo.png', raw: png() });
    expect(files.files.size).toBe(before + 1);
    expect((await api.get(`${path}/file`, admin())).headers.get('content-disposition')).toContain('logo.png');
    await api.call('DELETE', `${path}/file`, { as: admin() });
    expect(outcome(await api.get(`${path}/file`, admin()))).toEqual([404, 'not-found']);
    await upload(path);
    await api.call('DELETE', path, { as: admin() });
    expect(files.files.size).toBe(before);
  });

  it('keeps its file while the storage is away', async () => {
    const { path } = await scene();
    await upload(path);
    files.isAway = true;
    for (const method of ['DELETE', 'PUT'] as const) {
      const answer =
        method === 'PUT'
          ? await upload(path, { raw: pdf('new') })
          : await api.call(method, path, { as: admin() });
      expect(outcome(answer)).toEqual([503, 'storage-unavailable']);
    }
    files.isAway = false;
    expect((await api.get(`${path}/file`, admin())).text).toBe(pdf().toString());
  });

  it.each([
    ['empty', { raw: Buffer.alloc(0) }, 422],
    ['not what its name says', { raw: png() }, 422],
    ['what browsers run', { name: 'a.html', raw: Buffer.from('<script>1</script>') }, 422],
    ['larger than any may be', { raw: Buffer.concat([pdf(), Buffer.alloc(20_000_000)]) }, 413],
  ])('takes no file that is %s', async (_what, sent, status) => {
    const { path } = await scene();
    const answer = await upload(path, sent);
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.errors).toMatchObject([{ pointer: '/file' }]);
    expect(bodyOf(getRecordsById, await api.get(path, admin())).file).toBeNull();
  });

  it('keeps what was there when malware is uploaded, and shows nobody what was not scanned', async () => {
    const { path } = await scene();
    await upload(path);
    scanner.verdict = 'infected';
    expect((await upload(path, { raw: pdf('virus') })).body.errors).toMatchObject([
      { code: 'file_infected' },
    ]);
    expect(await audited()).toContain('record_file_infected');
    scanner.verdict = 'unknown';
    expect((await api.get(`${path}/file`, admin())).status).toBe(200);
    const slow = bodyOf(putRecordsByIdFile, await upload(path, { raw: pdf('slow') }));
    expect(slow.file).toMatchObject({ state: 'pending' });
    expect(outcome(await api.get(`${path}/file`, admin()))).toEqual([409, 'document-unchecked']);
    scanner.verdict = 'infected';
    expect(outcome(await api.get(`${path}/file`, admin()))).toEqual([410, 'document-infected']);
    expect(bodyOf(getRecordsById, await api.get(path, admin())).file).toMatchObject({ state: 'infected' });
  });

  it('is nobody else’s to read or to change', async () => {
    const { path } = await scene();
    await upload(path);
    const { other, viewer } = api.people;
    for (const place of [path, `${path}/file`, `/v1/records/${newId('rec')}`]) {
      expect(outcome(await api.get(place, other))).toEqual([404, 'not-found']);
      expect(outcome(await api.call('DELETE', place, { as: other }))).toEqual([404, 'not-found']);
      expect(outcome(await api.call('DELETE', place, { as: viewer }))).toEqual([403, 'forbidden']);
    }
    expect(outcome(await upload(path, { as: other }))).toEqual([404, 'not-found']);
    expect((await api.get(`${path}/file`, viewer)).status).toBe(200);
  });
});

describe('a record of a shared folder', () => {
  it('is there for the partner, also when it comes later, to be saved and never run', async () => {
    const { folderId, records, path } = await scene();
    const { person } = await partnerOf(folderId);
    await upload(path, { name: 'Preise 2026 ä.pdf' });
    const later = await api.post(records, admin(), { name: 'Later', link: 'https://acme.example/later' });
    const { sharedFolders } = bodyOf(getMeWorkspace, await api.get('/v1/me/workspace', person));
    expect(sharedFolders).toMatchObject([
      { folderId, records: [{ file: { name: 'Preise 2026 ä.pdf' } }, { name: 'Later' }] },
    ]);
    expect(bodyOf(getRecordsById, await api.get(`/v1/records/${later.body.id}`, person))).toMatchObject({
      ...{ name: 'Later', from: 'Acme', folderName: 'Prices', link: 'https://acme.example/later' },
    });
    const content = await api.get(`${path}/file`, person);
    expect([content.status, content.text]).toEqual([200, pdf().toString()]);
    expect(Object.fromEntries(content.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="Preise 2026 _.pdf"; /) as string,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('is not the partner’s to change, and other records of the account stay hidden', async () => {
    const { folderId, path } = await scene();
    const { person } = await partnerOf(folderId);
    const hidden = await scene();
    expect(outcome(await api.get(hidden.path, person))).toEqual([404, 'not-found']);
    expect(outcome(await upload(path, { as: person }))).toEqual([404, 'not-found']);
    const body = { name: 'Stolen' };
    expect(outcome(await api.call('PATCH', path, { as: person, body }))).toEqual([404, 'not-found']);
    expect(outcome(await api.call('DELETE', path, { as: person }))).toEqual([404, 'not-found']);
  });

  it('is gone at once when the folder is withdrawn or the partner is deactivated', async () => {
    const { folderId, path } = await scene();
    await upload(path);
    const { id, person, unshare } = await partnerOf(folderId);
    const read = async () => [
      (await api.get(path, person)).status,
      (await api.get(`${path}/file`, person)).status,
    ];
    expect(await read()).toEqual([200, 200]);
    await api.post(`/v1/partners/${id}/deactivate`, admin());
    expect(await read()).toEqual([404, 404]);
    await api.post(`/v1/partners/${id}/reactivate`, admin());
    expect(await read()).toEqual([200, 200]);
    await unshare();
    expect(await read()).toEqual([404, 404]);
  });
});
