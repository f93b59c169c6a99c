import { getAuditLog } from '../../../api/audit-log/list';
import { bodyOf } from '../../support/api/declared-answers';
import { isAudited } from '../../../api/http/audit';
import type { Endpoint } from '../../../api/http/endpoint';
import { endpoints } from '../../../api/endpoints';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { INSTANCE_KEY, TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const log = async (query = '', as = api.people.admin) => {
  return bodyOf(getAuditLog, await api.get(`/v1/audit-log?limit=100&${query}`, as)).items;
};
const nameOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;

describe('every endpoint that changes something', () => {
  const changing = endpoints.filter(({ method }) => method !== 'get');

  it.each(changing.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '%s is audited or says why not',
    (_name, endpoint) => {
      const { audit } = endpoint;
      if (typeof audit === 'object') expect(audit.exempt.length).toBeGreaterThan(10);
      else
        expect([isAudited(endpoint), audit ?? 'derived']).toEqual([true, expect.stringMatching(/^[a-z_]+$/)]);
    },
  );

  it('leaves decisions about invitations to their timeline, and nothing else', () => {
    const byTimeline = changing
      .filter(({ audit }) => typeof audit === 'object' && audit.exempt.includes('timeline'))
      .map(({ path }) => path);
    const about =
      /^\/v1\/((public\/)?(invitations?|apply)|invitation-decisions|me\/terms|email-events)(\/|$)/;
    expect(byTimeline.filter((path) => !about.test(path))).toEqual([]);
  });
});

describe('the audit log', () => {
  it('says who did what to what, from where and by which request', async () => {
    const { admin } = api.people;
    const role = { key: 'auditee', name: 'Auditee', rank: 20, scopes: ['invitations:read'] };
    const headers = { 'x-request-id': 'trace-audit-1' };
    expect((await api.post('/v1/roles', admin, role, headers)).status).toBe(201);
    const [item] = await log('type=role_created');
    expect(item).toMatchObject({
      type: 'role_created',
      actor: { kind: 'user', id: admin.userId, name: 'ada Test' },
      target: { kind: 'role', id: 'auditee' },
      ip: expect.stringMatching(/127\.0\.0\.1$/) as string,
      requestId: 'trace-audit-1',
      reason: null,
    });
  });

  it('shows of an edit what was before and after, and only that', async () => {
    const { admin } = api.people;
    const answer = await api.call('PUT', '/v1/roles/auditee', { as: admin, body: { rank: 25 } });
    expect(answer.status).toBe(200);
    const [item] = await log('type=role_changed');
    expect([item?.before, item?.after]).toEqual([{ rank: 20 }, { rank: 25 }]);
    await api.call('PUT', '/v1/programs/fresh', { as: admin, body: { name: 'Fresh' } });
    const [made] = await log('type=program_changed');
    expect(made).toMatchObject({ before: null, after: { name: 'Fresh' } });
  });

  it('holds no key and no password', async () => {
    const { admin } = api.people;
    const { body } = await api.post('/v1/api-keys', admin, { name: 'Secret' });
    const account = {
      name: 'Hooli',
      admin: {
        firstName: 'Gavin',
        lastName: 'B',
        email: 'gavin@hooli.example',
        password: 'hooli hooli hooli',
      },
    };
    const headers = { authorization: `Bearer ${INSTANCE_KEY}` };
    const made = await api.call('POST', '/v1/accounts', { headers, body: account });
    expect(made.status).toBe(201);
    const raw = JSON.stringify(await api.connection.db!.collection('audit_log').find().toArray());
    expect(raw).toContain('api_key_created');
    expect(raw).not.toContain(body.key);
    expect(raw).not.toContain('hooli hooli');
    const { items } = await api.stores.auditLog.list({ accountId: made.body.id, limit: 10 });
    expect(items).toMatchObject([
      { type: 'account_created', actor: { kind: 'operator' }, target: { kind: 'account', id: made.body.id } },
    ]);
  });

  it('writes nothing about what failed, was only read or was repeated', async () => {
    const { admin } = api.people;
    const before = (await log()).length;
    await api.post('/v1/roles', admin, { key: 'auditee' });
    await api.post('/v1/workspaces', api.people.viewer, { name: 'No' });
    await api.get('/v1/roles', admin);
    const once = { 'idempotency-key': 'audit-once' };
    for (let n = 0; n < 3; n += 1) await api.post('/v1/workspaces', admin, { name: 'Once' }, once);
    expect((await log()).length - before).toBe(1);
  });

  it('audits signing in and out', async () => {
    const { email } = api.people.approver;
    const answer = await api.post('/v1/session', undefined, { email, password: 'correct horse battery' });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
    await api.call('DELETE', '/v1/session', { headers: { cookie, 'x-csrf-token': csrfToken } });
    const types = (await log(`actor=${api.people.approver.userId}`)).map(({ type }) => type);
    expect(types).toEqual(['signed_out', 'signed_in']);
  });

  it('is filtered by type, actor, target and time', async () => {
    const { admin } = api.people;
    expect((await log('type=role_created,role_changed')).map(({ type }) => type)).toEqual([
      'role_changed',
      'role_created',
    ]);
    expect((await log('target=auditee')).length).toBe(2);
    expect((await log('target=role')).length).toBe(2);
    expect((await log(`actor=${admin.userId}&target=role`)).length).toBe(2);
    expect(await log('actor=nobody')).toEqual([]);
    expect(await log(`to=${new Date(0).toISOString()}`)).toEqual([]);
    const all = await log();
    expect((await log(`from=${new Date(0).toISOString()}`)).length).toBe(all.length);
  });

  it('is paged by cursor, newest first or oldest first', async () => {
    const all = await log();
    const paged: number[] = [];
    for (let cursor = ''; ;) {
      const answer = await api.get(`/v1/audit-log?limit=2${cursor}`, api.people.admin);
      const body = bodyOf(getAuditLog, answer);
      paged.push(...body.items.map(({ seq }) => seq));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(paged).toEqual(all.map(({ seq }) => seq));
    expect((await log('sort=seq')).map(({ seq }) => seq)).toEqual([...paged].reverse());
    for (const bad of ['cursor=x', 'limit=0', 'sort=type', 'nonsense=1', 'from=yesterday', 'format=xml']) {
      const { status, body } = await api.get(`/v1/audit-log?${bad}`, api.people.admin);
      expect([bad, status, body.code]).toEqual([bad, 422, 'validation-failed']);
    }
  });

  it('comes as CSV in which no cell is a formula', async () => {
    const { admin } = api.people;
    await api.stores.auditLog.append(admin.accountId, [
      {
        key: 'evil',
        at: new Date(),
        type: 'declined',
        actor: { kind: 'invitee', id: 'invitee' },
        target: { kind: 'invitation', id: 'inv_1' },
        reason: '=HYPERLINK("http://evil.example","click")',
      },
    ]);
    const byFormat = await api.get('/v1/audit-log?format=csv&type=declined', admin);
    const accept = { authorization: `Bearer ${admin.key}`, accept: 'text/csv' };
    const byAccept = await api.call('GET', '/v1/audit-log?type=declined', { headers: accept });
    for (const answer of [byFormat, byAccept]) {
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const [header, row] = answer.text.split('\r\n');
      expect(header).toMatch(/^"seq","at","type","actorKind",/);
      expect(row).toContain(`"'=HYPERLINK(""http://evil.example"",""click"")"`);
    }
    const everything = await api.get('/v1/audit-log?format=csv&limit=1', admin);
    expect(everything.text.trim().split('\r\n').length).toBe((await log()).length + 1);
  });

  it('is whole, until somebody changes it in the database', async () => {
    const { admin } = api.people;
    const verify = () => api.get('/v1/audit-log/verification', admin);
    const items = await log('sort=seq');
    expect(items.slice(1).map(({ previousHash }) => previousHash)).toEqual(
      items.slice(0, -1).map(({ hash }) => hash),
    );
    expect((await verify()).body).toEqual({ ok: true, checked: items.length });
    const collection = api.connection.db!.collection<{ _id: string }>('audit_log');
    await collection.updateOne({ _id: `${admin.accountId}:2` }, { $set: { type: 'nothing' } });
    expect((await verify()).body).toEqual({ ok: false, checked: 1, brokenAt: 2 });
  });

  it('is the account’s own, and for those who may read it', async () => {
    const { other, operator, viewer, approver } = api.people;
    expect((await log('', other)).every(({ actor }) => actor.id === other.userId)).toBe(true);
    expect((await api.get('/v1/audit-log', operator)).status).toBe(200);
    for (const person of [viewer, approver]) {
      expect((await api.get('/v1/audit-log', person)).status).toBe(403);
      expect((await api.get('/v1/audit-log/verification', person)).status).toBe(403);
    }
  });
});
