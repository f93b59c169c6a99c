import { getMeWorkspace } from '../../../api/sessions/own-workspace';
import { bodyOf } from '../../support/api/declared-answers';
import { newId } from '../../../domain/ids';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { provisionedPartner } from '../../support/api/partner-samples';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** A workspace of Acme with one folder. */
async function scene() {
  const workspace = await api.post('/v1/workspaces', api.people.admin, { name: 'Products' });
  const path = `/v1/workspaces/${workspace.body.id}/folders`;
  const folder = await api.post(path, api.people.admin, { name: 'Price lists' });
  return { path, folderId: folder.body.id, records: `/v1/folders/${folder.body.id}/records` };
}

describe('workspaces, folders and records', () => {
  it('are made and listed, each with what it holds', async () => {
    const { admin, viewer } = api.people;
    const { path, folderId, records } = await scene();
    const data = { version: 3, tags: ['a', 'b'], size: { width: 1.5, unit: null } };
    const record = await api.post(records, admin, { name: 'List 2026', kind: 'certificate', data });
    expect(record.status).toBe(201);
    await api.post(records, admin, { name: 'Another' });

    expect((await api.get('/v1/workspaces?sort=-createdAt&limit=1', viewer)).body.items).toMatchObject([
      { name: 'Products' },
    ]);
    expect((await api.get(path, viewer)).body.items).toMatchObject([
      { id: folderId, name: 'Price lists', recordCount: 2 },
    ]);
    expect((await api.get(records, viewer)).body.items).toMatchObject([
      { folderId, name: 'List 2026', kind: 'certificate', data },
      { name: 'Another', kind: 'document', data: {} },
    ]);
  });

  it('have each folder name once, in whatever case and form', async () => {
    const { path } = await scene();
    for (const name of ['Price lists', 'PRICE LISTS', ' price lists ', '\uff30rice lists']) {
      await expectRefused(api, 'POST', path, api.people.admin, [{ body: { name }, code: 'already-exists' }]);
    }
    const elsewhere = await scene();
    expect(elsewhere.folderId).toMatch(/^fld_/);
  });

  it('make one folder of two that race', async () => {
    const { path } = await scene();
    const answers = await Promise.all(
      ['Race', 'race', 'RACE', 'race'].map((name) => api.post(path, api.people.admin, { name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('answer the same record for the same Idempotency-Key', async () => {
    const { records } = await scene();
    const send = (key: string) =>
      api.post(records, api.people.admin, { name: 'Once' }, { 'idempotency-key': key });
    const first = await send('one');
    expect((await send('one')).body).toEqual(first.body);
    await send('two');
    expect((await api.get(records, api.people.admin)).body.items).toHaveLength(2);
  });

  it('page records in a stable order', async () => {
    const { records } = await scene();
    for (const name of ['c', 'a', 'b']) await api.post(records, api.people.admin, { name });
    const first = await api.get(`${records}?sort=-name&limit=2`, api.people.admin);
    const rest = await api.get(`${records}?sort=-name&cursor=${first.body.nextCursor}`, api.people.admin);
    expect([...first.body.items, ...rest.body.items].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(rest.body.nextCursor).toBeNull();
    const wrongOrder = await api.get(
      `${records}?sort=name&cursor=${first.body.nextCursor}`,
      api.people.admin,
    );
    expect(wrongOrder.body.errors).toEqual([{ pointer: '/cursor', detail: 'Is not valid.' }]);
  });

  it('are nobody else’s', async () => {
    const { other, viewer } = api.people;
    const { path, records } = await scene();
    for (const place of [path, records, `/v1/workspaces/${newId('wsp')}/folders`]) {
      expect(outcome(await api.get(place, other))).toEqual([404, 'not-found']);
      await expectRefused(api, 'POST', place, other, [{ body: { name: 'Mine' }, code: 'not-found' }]);
      await expectRefused(api, 'POST', place, viewer, [{ body: { name: 'Mine' }, code: 'forbidden' }]);
    }
    expect((await api.get('/v1/workspaces', other)).body.items).toEqual([]);
  });

  it('refuse what is no name', async () => {
    const { path, records } = await scene();
    for (const place of ['/v1/workspaces', path, records]) {
      await expectRefused(api, 'POST', place, api.people.admin, [
        ...HOSTILE_BODIES,
        ...NO_LINES.map((name) => ({ body: { name }, pointer: '/name' })),
        { body: { name: 'x', accountId: api.people.other.accountId }, pointer: '/accountId' },
        { body: { name: 'x', _id: 'wsp_1' }, pointer: '/_id' },
      ]);
    }
  });

  it('refuse data that is too large, too deep or means something to a database', async () => {
    const { records } = await scene();
    const deep = (levels: number): object => (levels === 0 ? {} : { d: deep(levels - 1) });
    const name = 'x';
    await expectRefused(api, 'POST', records, api.people.admin, [
      { body: { name, data: 'text' }, pointer: '/data' },
      { body: { name, data: [] }, pointer: '/data' },
      { body: { name, data: null }, pointer: '/data' },
      { body: { name, kind: 'a b' }, pointer: '/kind' },
      { body: { name, kind: { $ne: 1 } }, pointer: '/kind' },
      { body: { name, data: { text: 'x'.repeat(16_000) } }, pointer: '/data' },
      { body: { name, data: deep(7) }, pointer: '/data/d/d/d/d/d/d' },
      { body: { name, data: { list: [{ $where: 'sleep(1)' }] } }, pointer: '/data/list/0/$where' },
      { body: { name, data: { 'a.b': 1 } }, pointer: '/data/a.b' },
      { body: { name, data: { 'a\u0000b': 1 } } },
      { body: { name, data: { inner: { _bsontype: 'ObjectId' } } }, pointer: '/data/inner/_bsontype' },
      { raw: '{"name":"x","data":{"a":{"__proto__":{"x":1}}}}', pointer: '/data/a/__proto__' },
    ]);
    const kept = { constructor: 'x', list: [[1], [], { a: null }], toString: 'y', d: deep(4) };
    const answer = await api.post(records, api.people.admin, { name, data: kept });
    expect((await api.get(records, api.people.admin)).body.items).toEqual([answer.body]);
    expect(answer.body).toMatchObject({ data: { list: [[1], [], { a: null }] } });
  });
});

describe('the own workspace', () => {
  const own = async (person = api.people.admin) =>
    bodyOf(getMeWorkspace, await api.get('/v1/me/workspace', person));

  it('lands on the initial module first and then on the one used last', async () => {
    const { person } = await provisionedPartner(api, api.people.admin);
    const { modules } = await own(person);
    expect(modules.map(({ key }) => key)).toEqual(['documents', 'certificates', 'orders']);
    await api.connection
      .db!.collection('memberships')
      .updateOne({ userId: person.userId }, { $set: { initialModule: 'certificates' } });
    expect((await own(person)).initialModule).toBe('certificates');
    const used = await api.call('PUT', '/v1/me/module', { as: person, body: { module: 'orders' } });
    expect(used.status).toBe(204);
    expect((await own(person)).initialModule).toBe('orders');
    await api.connection
      .db!.collection('accounts')
      .updateOne({ _id: person.accountId as never }, { $set: { modules: [{ key: 'news', name: 'News' }] } });
    expect((await own(person)).initialModule).toBe('news');
  });

  it('refuses a module that the account does not have', async () => {
    await expectRefused(api, 'PUT', '/v1/me/module', api.people.viewer, [
      ...HOSTILE_BODIES,
      ...['nothing', '', 7, null, ['orders'], { $ne: 1 }, '__proto__', 'constructor'].map((module) => ({
        body: { module },
        pointer: '/module',
      })),
    ]);
  });

  it('is there for partner users, and only for those whose role opens it', async () => {
    const { person } = await provisionedPartner(api, api.people.admin);
    await api.stores.memberships.setRole(person.accountId, person.userId, 'partner_user');
    expect((await own(person)).sharedFolders).toEqual([]);
    expect(outcome(await api.get('/v1/workspaces', person))).toEqual([403, 'forbidden']);
    expect(outcome(await api.get('/v1/me/workspace', api.people.junior))).toEqual([403, 'forbidden']);
  });
});
