import { randomBytes } from 'node:crypto';
import { counts, fresh, HEADER, Importing, viewOf } from '../../support/api/importing';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
const imports = new Importing(api, () => api.people.admin);
const done = () => Promise.resolve();

beforeAll(() => api.start(fakeTemporal({ ensureUsable: done, imports: { start: done, cancel: done } })));
afterAll(() => api.stop());

const CHECK = '?dryRun=true';
const check = async (file: string | Buffer, query = CHECK) => {
  const answer = await imports.upload(file, { query });
  if (answer.status !== 202) throw new Error(answer.text);
  return viewOf(answer);
};
const namesOf = async (id: string) =>
  (await imports.rows(id)).map(({ partnerName, contactEmail }) => [partnerName, contactEmail]);

describe('a file as spreadsheets write it', () => {
  const rows = (email: string) => [
    ['Partner Name', 'Contact Email', 'Message'],
    ['Müller GmbH', email, 'Grüße'],
  ];
  const joined = (separator: string, end: string) => (email: string) =>
    rows(email)
      .map((cells) => cells.join(separator) + end)
      .join('');
  const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const files: [string, (email: string) => string | Buffer, string][] = [
    ['commas and LF', joined(',', '\n'), 'utf-8'],
    ['semicolons and CRLF, as Excel does in Europe', joined(';', '\r\n'), 'utf-8'],
    ['tabs', joined('\t', '\n'), 'utf-8'],
    ['bars', joined('|', '\n'), 'utf-8'],
    ['CR, as old Macs do', joined(',', '\r'), 'utf-8'],
    ['a BOM', (email) => `\ufeff${joined(',', '\n')(email)}`, 'utf-8'],
    ['the line that names the separator', (email) => `sep=;\r\n${joined(';', '\r\n')(email)}`, 'utf-8'],
    [
      'UTF-16 with tabs, as Excel calls "Unicode text"',
      (email) => Buffer.from(`\ufeff${joined('\t', '\r\n')(email)}`, 'utf16le'),
      'utf-16le',
    ],
    ['UTF-16 the other way round', (email) => utf16be(joined('\t', '\r\n')(email)), 'utf-16be'],
    ['UTF-16 without a BOM', (email) => Buffer.from(joined(';', '\n')(email), 'utf16le'), 'utf-16le'],
    [
      'the encoding of Excel in the West',
      (email) => Buffer.from(joined(';', '\r\n')(email), 'latin1'),
      'windows-1252',
    ],
  ];
  it.each(files)('is read with %s', async (_what, file, encoding) => {
    const email = fresh();
    const view = await check(file(email));
    expect(view).toMatchObject({ total: 1, created: 1, invalid: 0, encoding });
    expect(await namesOf(view.id)).toEqual([['Müller GmbH', email]]);
  });

  it('counts each column by what most of its header knows', async () => {
    const view = await check(
      `partnerName;contactEmail;"a, b, c, d"\nA;${fresh()};x`,
      `${CHECK}&unknownColumns=pass-over`,
    );
    expect(view.columns.map(({ fills }) => fills)).toEqual(['partnerName', 'contactEmail', '-']);
    expect(view).toMatchObject({ created: 1 });
  });

  it('loses no row where line ends differ from the header to the rows', async () => {
    const [one, two] = [fresh(), fresh()];
    const view = await check(`contactEmail,partnerName,message,industry\r\n${one},A,hello\n${two},B\r\n`);
    expect(await namesOf(view.id)).toEqual([
      ['A', one],
      ['B', two],
    ]);
  });

  it('passes over rows without any content, and counts them', async () => {
    const view = await check(`${HEADER}\n,,,\nA,,,${fresh()}\n , ,,\n,,,\n`);
    expect(view).toMatchObject({ total: 1, blank: 3, created: 1, invalid: 0 });
    const answer = await imports.upload(`${HEADER}\n${',,,\n'.repeat(100_001)}`, { query: CHECK });
    expect([answer.status, answer.body.code]).toEqual([413, 'payload-too-large']);
  });

  it('has blanks around every cell taken off', async () => {
    const header = 'partnerName,contactEmail,country,locale,roleKey,expiresIn,program';
    const view = await check(`${header}\n A , ${fresh()} , DE , de , partner_user , P3D , default `);
    expect(view).toMatchObject({ created: 1, invalid: 0 });
  });

  it('says what is missing in words of people', async () => {
    const { id } = await check(`partnerName,contactEmail\n,${fresh()}\nB,`);
    const errors = (await imports.rows(id)).flatMap((row) => row.errors);
    expect(errors).toEqual([
      { pointer: '/partnerName', detail: 'Must be filled in.' },
      { pointer: '/contactEmail', detail: 'Must be filled in.' },
    ]);
  });

  it('is refused in another encoding, unless that is named or it is only checked', async () => {
    const text = `${HEADER}\nŻubr,,,${fresh()}`;
    const polish = Buffer.from([...Buffer.from(text.replace('Ż', '\u00af'), 'latin1')]);
    expect((await imports.upload(polish)).status).toBe(422);
    const view = await check(polish, `${CHECK}&encoding=windows-1250`);
    expect((await namesOf(view.id))[0]?.[0]).toBe('Żubr');
    expect(view.encoding).toBe('windows-1250');
    for (const query of ['?encoding=utf-7', '?encoding=', '?unknownColumns=pass-over']) {
      expect((await imports.upload(text, { query })).status).toBe(422);
    }
    expect((await imports.upload(polish, { query: '?encoding=utf-8' })).status).toBe(422);
    expect((await imports.upload(randomBytes(4_000), { query: CHECK })).status).toBe(422);
  });
});

describe('a file that was checked', () => {
  const repeat = (id: string, body: object, as = api.people.admin, headers = {}) =>
    api.post(`/v1/invitation-imports/${id}/repeat`, as, body, headers);

  it('is imported without being sent again, once however often that is asked', async () => {
    const email = fresh();
    const { id } = await check(`${HEADER}\nA,,,${email}\nB,,,nobody`);
    const key = { 'idempotency-key': `repeat-${id}` };
    const first = await repeat(id, {}, api.people.admin, key);
    expect(first.status).toBe(202);
    expect((await repeat(id, {}, api.people.admin, key)).body.id).toBe(first.body.id);
    expect(await api.stores.imports.find(api.people.admin.accountId, first.body.id)).toMatchObject({
      dryRun: false,
      total: 2,
      invalid: 1,
    });
    const again = viewOf(await repeat(id, { dryRun: true }));
    expect(counts(again)).toMatchObject({ created: 1, invalid: 1 });
    const [one, two] = await Promise.all(
      [first.body.id, again.id].map((importId) => api.stores.importRows.range(importId, 1, 1)),
    );
    // The same rows name the same invitations.
    expect(one?.[0]?.targetId).toBe(two?.[0]?.targetId);
  });

  it('has its columns named by hand', async () => {
    const [one, two] = [fresh(), fresh()];
    const file = `Firma;Ansprechpartner;E-Mail;Notiz\nNordwind;Mira Nord;${one};x\nSüdwind;;${two};y`;
    const strict = await imports.upload(file, { query: CHECK });
    expect(strict.status).toBe(422);
    const view = await check(file, `${CHECK}&unknownColumns=pass-over`);
    expect(view).toMatchObject({ total: 2, invalid: 2 });
    expect(view.columns).toEqual(
      ['Firma', 'Ansprechpartner', 'E-Mail', 'Notiz'].map((name) => ({ name, fills: '-' })),
    );
    expect((await imports.rows(view.id))[0]?.cells).toEqual(['Nordwind', 'Mira Nord', one, 'x']);
    const columns = ['partnerName', 'contactFirstName', 'contactEmail', '-'];
    const named = viewOf(await repeat(view.id, { dryRun: true, columns }));
    expect(named).toMatchObject({ dryRun: true, created: 2, invalid: 0 });
    expect(named.columns[0]).toEqual({ name: 'Firma', fills: 'partnerName' });
    expect(await namesOf(named.id)).toEqual([
      ['Nordwind', one],
      ['Südwind', two],
    ]);
  });

  it('is refused with columns that cannot be, for anybody else, and when it was no check', async () => {
    const { id } = await check(`${HEADER}\nA,,,${fresh()}`);
    const four = ['partnerName', 'contactFirstName', 'contactLastName', 'contactEmail'];
    const wrong = [
      [],
      four.slice(1),
      [...four, '-'],
      ['partnerName', 'partnerName', '-', 'contactEmail'],
      ['-', '-', '-', 'contactEmail'],
      ['partnerName', '$where', '-', 'contactEmail'],
      ['partnerName', '__proto__', '-', 'contactEmail'],
      Array.from({ length: 200 }, () => '-'),
      'partnerName',
    ];
    for (const columns of wrong) expect((await repeat(id, { columns })).status).toBe(422);
    expect((await repeat(id, { dryRun: 'yes' })).status).toBe(422);
    expect((await repeat(id, {}, api.people.other)).status).toBe(404);
    expect((await repeat('imp_00000000000000000000000000', {})).status).toBe(404);
    const real = viewOf(await repeat(id, {}));
    expect(await repeat(real.id, {})).toMatchObject({ status: 409, body: { code: 'invalid-transition' } });
  });
});
