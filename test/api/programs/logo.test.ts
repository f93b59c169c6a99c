import { putProgramsByKeyLogo } from '../../../api/programs/upload-logo';
import { REPLACED_LOGO_MS } from '../../../domain/programs/logo';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PUBLIC_URL, TestApi } from '../../support/api/support';
import { FakeScanner, MemoryStorage, pdf, png } from '../../support/files';

const files = new MemoryStorage();
const scanner = new FakeScanner();
const api = new TestApi();
api.storeOptions = { files, scanner };
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());
afterEach(() => {
  scanner.verdict = 'clean';
});

const PATH = '/v1/programs/default';
const upload = (raw: Buffer, name = 'logo.png', as = api.people.admin) => {
  const headers = { 'content-type': 'application/octet-stream' };
  return api.call('PUT', `${PATH}/logo?name=${encodeURIComponent(name)}`, { as, raw, headers });
};
const put = (brand: object) => api.call('PUT', PATH, { as: api.people.admin, body: { brand } });
const addressOf = async () =>
  String((await api.stores.programs.find(api.people.admin.accountId, 'default'))?.brand.logoUrl);
const load = async (address: string) => {
  const answer = await fetch(address.replace(PUBLIC_URL, api.url));
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};
/** A picture that no other test uploads. */
const picture = (mark: string) => Buffer.concat([png(), Buffer.from(mark)]);

describe('the logo of a program', () => {
  it('is uploaded, shown to everybody under an address of its own, and audited', async () => {
    await put({ color: '#123456' });
    const { brand } = bodyOf(putProgramsByKeyLogo, await upload(picture('one')));
    expect(brand).toEqual({ color: '#123456', logoUrl: await addressOf() });
    const { status, headers, bytes } = await load(await addressOf());
    expect([status, bytes]).toEqual([200, picture('one')]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const [entry] = (await api.get('/v1/audit-log?limit=1', api.people.admin)).body.items;
    expect(entry).toMatchObject({ type: 'program_changed', after: { brand } });
  });

  it('may be sent back as it was answered, and by nobody else', async () => {
    await upload(picture('mine'));
    const logoUrl = await addressOf();
    expect((await put({ logoUrl })).status).toBe(200);
    const stolen = { as: api.people.other, body: { brand: { logoUrl } } };
    expect((await api.call('PUT', PATH, stolen)).body.errors[0]?.pointer).toBe('/brand/logoUrl');
    const nothing = `${PUBLIC_URL}/logos/${'0'.repeat(64)}.png`;
    for (const wrong of [nothing, nothing.replace('usher.test', 'evil.test'), 'http://evil.test/a.png'])
      expect((await put({ logoUrl: wrong })).body.errors).toMatchObject([{ pointer: '/brand/logoUrl' }]);
  });

  it.each([
    ['a PDF', pdf(), 'logo.pdf'],
    ['a PDF that is called a picture', pdf(), 'logo.png'],
    ['SVG, which can hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'logo.svg'],
    ['nothing', Buffer.alloc(0), 'logo.png'],
  ])('is not %s', async (_, raw, name) => {
    const before = [await addressOf(), files.files.size];
    const { status, body } = await upload(raw, name);
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/logo']);
    expect([await addressOf(), files.files.size]).toEqual(before);
  });

  it('is not too large, not malware, and not what nobody has looked at', async () => {
    const before = [await addressOf(), files.files.size];
    expect((await upload(Buffer.concat([png(), Buffer.alloc(600_000)]))).status).toBe(413);
    for (const verdict of ['infected', 'unknown'] as const) {
      scanner.verdict = verdict;
      expect((await upload(picture(verdict))).body.errors[0]?.pointer).toBe('/logo');
    }
    expect([await addressOf(), files.files.size]).toEqual(before);
    expect((await upload(png(), 'logo.png', api.people.viewer)).status).toBe(403);
  });

  it('that was replaced is there for e-mails that were sent with it, and then it is gone', async () => {
    await upload(picture('old'));
    const old = await addressOf();
    await upload(picture('new'));
    const current = await addressOf();
    const later = new Date(Date.now() + REPLACED_LOGO_MS + 60_000);
    await api.stores.logos.tidy(new Date());
    expect((await load(old)).status).toBe(200);
    await api.stores.logos.tidy(later);
    expect([(await load(old)).status, (await load(current)).status]).toEqual([404, 200]);
    await put({ color: '#123456' });
    await api.stores.logos.tidy(later);
    expect((await load(current)).status).toBe(404);
    expect([...files.files.keys()].filter((key) => key.startsWith('logos/'))).toEqual([]);
  });

  it('is found under no other name', async () => {
    for (const name of ['..%2Fdocuments', `${'0'.repeat(64)}.png`, `${'0'.repeat(64)}.svg`, 'x'])
      expect((await load(`${PUBLIC_URL}/logos/${name}`)).status).toBe(404);
  });
});
