import { getAuditLog } from '../../../api/audit-log/list';
import { bodyOf } from '../../support/api/declared-answers';
import { readConfig } from '../../../config/env';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PASSWORD, TestApi } from '../../support/api/support';

const limits = { publicRequestsPerMinutePerIp: 3, loginAttempts: 0 };

/** An API behind so many proxies, or behind these. */
function useApi(trustProxy: string): TestApi {
  const api = new TestApi();
  beforeAll(() =>
    api.start(fakeTemporal(), limits, { trustProxy: readConfig({ TRUST_PROXY: trustProxy }).trustProxy }),
  );
  afterAll(() => api.stop());
  return api;
}

/** A call of a stranger that came along these addresses, as proxies write them down. */
const lookup = async (api: TestApi, forwardedFor: string) => {
  const headers = { 'x-forwarded-for': forwardedFor };
  return (await api.post('/v1/public/invitation/lookup', undefined, { token: 'x' }, headers)).status;
};

/** Where the audit log says that a workspace was made from. */
async function auditedAddress(api: TestApi, forwardedFor: string): Promise<unknown> {
  const { admin } = api.people;
  await api.post('/v1/workspaces', admin, { name: 'Seen' }, { 'x-forwarded-for': forwardedFor });
  const log = await api.get('/v1/audit-log?limit=1', admin);
  return bodyOf(getAuditLog, log).items[0]?.ip;
}

describe('with nobody in front', () => {
  const api = useApi('0');

  it('lets nobody choose the address that is limited', async () => {
    const answers = [];
    for (let n = 1; n <= 4; n += 1) answers.push(await lookup(api, `203.0.113.${n}`));
    expect(answers).toEqual([404, 404, 404, 429]);
    const body = { email: api.people.admin.email, password: PASSWORD };
    const signIn = await api.post('/v1/session', undefined, body, { 'x-forwarded-for': '203.0.113.9' });
    expect([signIn.status, Number(signIn.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('lets nobody choose the address that is audited', async () => {
    expect(await auditedAddress(api, '203.0.113.1')).toBe('127.0.0.1');
  });
});

describe('behind one proxy', () => {
  const api = useApi('1');

  it('limits each caller, whatever the caller says to the proxy', async () => {
    const answers = [];
    for (let n = 1; n <= 4; n += 1) answers.push(await lookup(api, `198.51.100.${n}, 203.0.113.1`));
    expect(answers).toEqual([404, 404, 404, 429]);
    expect(await lookup(api, '203.0.113.1, 203.0.113.2')).toBe(404);
  });

  it('audits the address that the proxy saw', async () => {
    expect(await auditedAddress(api, '198.51.100.1, 203.0.113.3')).toBe('203.0.113.3');
  });
});

describe('behind proxies of known addresses', () => {
  const api = useApi('loopback, 10.0.0.0/8');

  it('goes by the first address that is none of theirs', async () => {
    expect(await auditedAddress(api, '198.51.100.1, 203.0.113.4, 10.1.2.3')).toBe('203.0.113.4');
  });
});

describe('behind proxies of other addresses', () => {
  const api = useApi('10.0.0.0/8');

  it('believes nobody who calls from elsewhere', async () => {
    expect(await auditedAddress(api, '203.0.113.5')).toBe('127.0.0.1');
  });
});

it.each(['true', 'all', '100', '10.0.0.0/0', '10.0.0.0/33', '10.0.0', '::1/129', '1.2.3.4/8/8', ','])(
  'refuses TRUST_PROXY=%s',
  (TRUST_PROXY) => {
    expect(() => readConfig({ TRUST_PROXY })).toThrow(/TRUST_PROXY: must be a number of proxies/);
  },
);
