import { randomBytes } from 'node:crypto';
import { IMPORT_LIMITS, readCsv } from '../../../api/imports/read-csv';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { fresh, HEADER, Importing, viewOf } from '../../support/api/importing';
import { outcome } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';
import { TemporalUnavailableError } from '../../../api/temporal/unavailable';

const api = new TestApi();
const imports = new Importing(api, () => api.people.admin);
let isAway = false;
const away = () => Promise.reject(new TemporalUnavailableError('away'));

beforeAll(() =>
  api.start(
    fakeTemporal({
      ensureUsable: () => (isAway ? away() : Promise.resolve()),
      imports: { start: () => Promise.resolve(), cancel: away },
    }),
  ),
);
afterAll(() => api.stop());

/** How many documents an upload could have left behind. */
const stored = () =>
  Promise.all(
    ['invitation_imports', 'invitation_import_rows', 'invitations'].map((name) =>
      api.connection.db!.collection(name).countDocuments(),
    ),
  );

describe('a file that cannot be read', () => {
  const line = (n: number) => `P${n},,,p${n}@many.example\n`;
  const cases: readonly [string, () => string | Buffer, number, string][] = [
    [
      'has 100,000 rows',
      () => HEADER + '\n' + Array.from({ length: 100_000 }, (_, n) => line(n)).join(''),
      413,
      'payload-too-large',
    ],
    ['has 11 MB', () => Buffer.alloc(11 * 1024 * 1024, 'a'), 413, 'payload-too-large'],
    ['has a row of 1,000 columns', () => `${HEADER}\n${'x,'.repeat(999)}x`, 422, 'validation-failed'],
    ['has a header of 1,000 columns', () => 'x,'.repeat(999), 422, 'validation-failed'],
    [
      'has a row of more than 1 MB',
      () => `${HEADER}\n"${'x'.repeat(2 * 1024 * 1024)}",,,a@b.example`,
      422,
      'validation-failed',
    ],
    [
      'is Latin-1',
      () => Buffer.from(`${HEADER}\nM\u00fcller,,,m@b.example`, 'latin1'),
      422,
      'validation-failed',
    ],
    ['is a picture', () => randomBytes(5_000), 422, 'validation-failed'],
    ['is empty', () => ' ', 422, 'validation-failed'],
    ['has a header only', () => HEADER, 422, 'validation-failed'],
    ['lacks a column', () => 'partnerName\nA', 422, 'validation-failed'],
    ['names a column twice', () => `${HEADER},partner_name\nA,,,a@b.example,B`, 422, 'validation-failed'],
    ['names an impossible column', () => `${HEADER},$where\nA,,,a@b.example,1`, 422, 'validation-failed'],
    ['leaves a quote open', () => `${HEADER}\n"A,,,a@b.example`, 422, 'validation-failed'],
  ];
  it.each(cases)('%s', async (_name, file, status, code) => {
    const before = await stored();
    expect(outcome(await imports.upload(file()))).toEqual([status, code]);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['in the header', () => 'x,'.repeat(2_000_000), '/columns'],
    ['in quotes', () => '"x",'.repeat(500), '/columns'],
    ['in a row', () => `${HEADER}\nA,,,a@b.example\n${'"x",'.repeat(500)}`, '/rows/1'],
    ['with a quote that stays open', () => `${'x,'.repeat(100)}"x`, '/columns'],
  ])('has too many columns %s', async (_where, file, pointer) => {
    const { body } = await imports.upload(file());
    expect(body.errors).toEqual([{ pointer, detail: 'More than 100 columns.' }]);
  });

  it('says what to do about its encoding', async () => {
    const { body, text } = await imports.upload(
      Buffer.from(`${HEADER}\nM\u00fcller,,,m@b.example`, 'latin1'),
    );
    expect(body.errors[0]?.detail).toContain('UTF-8');
    expect(text).toContain('CSV UTF-8');
  });

  it('is no form, no text and no other type', async () => {
    for (const type of ['text/plain', 'application/vnd.ms-excel', 'multipart/form-data; boundary=x']) {
      const answer = await imports.upload(HEADER, { headers: { 'content-type': type } });
      expect(outcome(answer)).toEqual([415, 'unsupported-media-type']);
    }
    const wide = { rows: [Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`m${n}`, 1]))] };
    expect(outcome(await api.post('/v1/invitation-imports', api.people.admin, wide))).toEqual([
      422,
      'validation-failed',
    ]);
    for (const body of [{}, { rows: [] }, { rows: 'x' }, { rows: ['x'] }, { rows: [null] }]) {
      expect(outcome(await api.post('/v1/invitation-imports', api.people.admin, body))).toEqual([
        422,
        'validation-failed',
      ]);
    }
  });
});

it('leaves nothing behind when Temporal is known to be away', async () => {
  const before = await stored();
  isAway = true;
  const answer = await imports.upload(`${HEADER}\nA,,,${fresh()}`);
  isAway = false;
  expect(outcome(answer)).toEqual([503, 'temporal-unavailable']);
  expect(await stored()).toEqual(before);
});

it('keeps 10,000 rows of a file and checks what they name once', async () => {
  let asked = 0;
  const { programs } = api.stores;
  const find = programs.find.bind(programs);
  programs.find = (accountId, key) => {
    asked += 1;
    return find(accountId, key);
  };
  const lines = Array.from({ length: IMPORT_LIMITS.rows }, (_, n) => `P${n},,,p${n}@many.example`);
  const view = viewOf(await imports.upload([HEADER, ...lines].join('\n')));
  programs.find = find;
  expect(view).toMatchObject({ status: 'running', total: 10_000, done: 0 });
  expect(asked).toBe(1);
  const page = await api.get(
    `/v1/invitation-imports/${view.id}/rows?limit=2&result=pending`,
    api.people.admin,
  );
  expect(page.body.items).toMatchObject([{ row: 1 }, { row: 2 }]);
  const next = `/v1/invitation-imports/${view.id}/rows?limit=1&cursor=${page.body.nextCursor ?? ''}`;
  expect((await api.get(next, api.people.admin)).body.items).toMatchObject([{ row: 3 }]);
});

it('erases the rows of an address', async () => {
  const email = fresh();
  const { id } = viewOf(await imports.upload(`${HEADER}\nA,Ada,,${email}\n,Bea,,${email}`));
  const held = await api.stores.importRows.ofAddress(email);
  await api.stores.importRows.erase(held.map(({ _id }) => _id));
  const rows = await api.connection.db!.collection('invitation_import_rows').find({ importId: id }).toArray();
  expect(JSON.stringify(rows)).not.toMatch(/Ada|Bea|row-/);
  expect(await api.stores.importRows.count(id)).toMatchObject({ invalid: 2 });
});

describe('the rows of a file', () => {
  const line = (n: number) => `P${n},,,p${n}@many.example`;
  async function records(...lines: string[]): Promise<number> {
    let count = 0;
    for await (const _ of readCsv(Buffer.from(lines.join('\n')), 'utf-8')) count += 1;
    return count;
  }
  const rows = Array.from({ length: IMPORT_LIMITS.rows + 1 }, (_, n) => line(n));

  it('are as many as it says, and not one more', async () => {
    expect(IMPORT_LIMITS).toMatchObject({ rows: 10_000, columns: 100 });
    expect(await records(HEADER, ...rows.slice(1))).toBe(1 + IMPORT_LIMITS.rows);
    await expect(records(HEADER, ...rows)).rejects.toMatchObject({ code: 'payload-too-large' });
  });

  it('are no blank lines, wherever these stand', async () => {
    expect(await records('', HEADER, '', line(1), '', '', line(2), '')).toBe(3);
    const { body } = await imports.upload(`\n${HEADER}\n\nA,,,${fresh()}\n\n\nB,,,${fresh()}\n\n`);
    expect(body).toMatchObject({ total: 2, invalid: 0 });
  });
});
