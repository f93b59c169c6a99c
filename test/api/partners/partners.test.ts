import { getPartnerExplorerCounts } from '../../../api/partners/count';
import { getPartnersByIdShares } from '../../../api/partners/list-shares';
import { getMeWorkspace } from '../../../api/sessions/own-workspace';
import { bodyOf } from '../../support/api/declared-answers';
import { newId } from '../../../domain/ids';
import { provisionedPartner } from '../../support/api/partner-samples';
import { expectRefused, HOSTILE_BODIES, outcome } from '../../support/api/refusals';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** A partner of Acme with a workspace of its own, and two folders of Acme with records. */
async function scene() {
  const { admin } = api.people;
  const partner = await provisionedPartner(api, admin);
  const workspace = await api.stores.workspaces.create({ accountId: admin.accountId, name: 'Products' });
  const folder = async (name: string) => {
    const input = { accountId: admin.accountId, workspaceId: workspace._id, name };
    const made = await api.stores.workspaces.createFolder(input);
    const folderId = made!._id;
    await api.stores.workspaces.createRecord({ accountId: admin.accountId, folderId, name: `${name} 1` });
    return folderId;
  };
  return {
    ...partner,
    path: `/v1/partners/${partner.id}`,
    folders: [await folder('Prices'), await folder('Logos')],
  };
}

const sharesOf = async (path: string) =>
  bodyOf(getPartnersByIdShares, await api.get(`${path}/shares`, api.people.admin)).items;

describe('partners', () => {
  it('are listed by name, searched, filtered and paged without gaps or repeats', async () => {
    const { admin } = api.people;
    const names = ['Zeta', 'alpha', 'Beta', 'beta two'];
    for (const name of names) await provisionedPartner(api, admin, name);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await api.get(`/v1/partners?limit=2${from}`, admin);
      seen.push(...body.items.map(({ partnerName }) => partnerName));
      cursor = body.nextCursor;
    }
    expect(seen.filter((name) => names.includes(name))).toEqual(['alpha', 'Beta', 'beta two', 'Zeta']);
    const found = await api.get('/v1/partners?search=BETA&sort=-partnerName&status=active', admin);
    expect(found.body.items.map(({ partnerName }) => partnerName)).toEqual(['beta two', 'Beta']);
    expect((await api.get('/v1/partners?search=.*', admin)).body.items).toEqual([]);
  });

  it('tell whom the invitation went to', async () => {
    const { path, email, id } = await scene();
    const { body } = await api.get(path, api.people.viewer);
    expect(body).toMatchObject({ id, status: 'active', contactEmail: email, contactFirstName: 'Peter' });
  });

  it('lose sight of what is shared while inactive and get it back', async () => {
    const { admin } = api.people;
    const { path, folders, person } = await scene();
    const shared = async () =>
      bodyOf(getMeWorkspace, await api.get('/v1/me/workspace', person)).sharedFolders;
    await api.post(`${path}/shares`, admin, { folderIds: folders });
    expect((await shared()).map(({ from }) => from)).toEqual(['Acme', 'Acme']);

    expect((await api.post(`${path}/deactivate`, admin)).body.status).toBe('inactive');
    expect((await api.post(`${path}/deactivate`, admin)).body.status).toBe('inactive');
    expect(await shared()).toEqual([]);
    expect(await sharesOf(path)).toHaveLength(2);

    expect((await api.post(`${path}/reactivate`, admin)).body.status).toBe('active');
    expect((await shared()).flatMap(({ records }) => records)).toHaveLength(2);
  });

  it('are given and denied folders one by one, records added later included', async () => {
    const { admin } = api.people;
    const { path, folders, person } = await scene();
    const [prices = '', logos = ''] = folders;
    const given = await api.post(`${path}/shares`, admin, { folderIds: [prices, logos, prices] });
    expect(given.body.items.map(({ name }) => name)).toEqual(['Logos', 'Prices']);
    await api.post(`/v1/folders/${prices}/records`, admin, { name: 'Later' });
    const withdrawn = await api.call('DELETE', `${path}/shares/${logos}`, { as: admin });
    expect(withdrawn.status).toBe(204);
    expect(outcome(await api.call('DELETE', `${path}/shares/${logos}`, { as: admin }))).toEqual([
      404,
      'not-found',
    ]);
    expect(await sharesOf(path)).toMatchObject([{ folderId: prices, recordCount: 2 }]);
    const { sharedFolders } = bodyOf(getMeWorkspace, await api.get('/v1/me/workspace', person));
    expect(sharedFolders.map(({ folderId, records }) => [folderId, records.length])).toEqual([[prices, 2]]);
  });

  it('get nothing more while inactive', async () => {
    const { admin } = api.people;
    const { path, folders } = await scene();
    await api.post(`${path}/deactivate`, admin);
    const answer = await api.post(`${path}/shares`, admin, { folderIds: folders });
    expect([...outcome(answer), answer.body.currentStatus]).toEqual([409, 'invalid-transition', 'inactive']);
    expect(await sharesOf(path)).toEqual([]);
  });

  it('count for the account alone', async () => {
    const { admin, other } = api.people;
    const counts = async () =>
      bodyOf(getPartnerExplorerCounts, await api.get('/v1/partner-explorer/counts', admin));
    const before = await counts();
    const { id } = await provisionedPartner(api, admin);
    await provisionedPartner(api, other);
    await api.post(`/v1/partners/${id}/deactivate`, admin);
    expect(await counts()).toEqual({ ...before, inactive: before.inactive + 1, sent: before.sent + 1 });
  });
});

describe('somebody else', () => {
  it('finds no partner, changes none and shares no folder that is not their own', async () => {
    const { admin, other, viewer } = api.people;
    const { path, folders, person } = await scene();
    for (const stranger of [other, person]) {
      for (const [method, suffix, body] of [
        ['GET', '', undefined],
        ['GET', '/shares', undefined],
        ['POST', '/deactivate', {}],
        ['POST', '/reactivate', {}],
        ['POST', '/shares', { folderIds: folders }],
        ['DELETE', `/shares/${folders[0]}`, undefined],
      ] as const) {
        expect(outcome(await api.call(method, path + suffix, { as: stranger, body }))).toEqual([
          404,
          'not-found',
        ]);
      }
    }
    const mine = await provisionedPartner(api, other);
    await expectRefused(api, 'POST', `/v1/partners/${mine.id}/shares`, other, [
      { body: { folderIds: folders }, pointer: '/folderIds/1' },
    ]);
    await expectRefused(api, 'POST', `${path}/deactivate`, viewer, [{ body: {}, code: 'forbidden' }]);
    expect((await api.get(`/v1/partners/${mine.id}`, admin)).status).toBe(404);
  });

  it('is refused whatever is not a share', async () => {
    const { path, folders } = await scene();
    await expectRefused(api, 'POST', `${path}/shares`, api.people.admin, [
      ...HOSTILE_BODIES,
      ...[undefined, null, [], 'x', [7], [null], [{ $gt: '' }], [''], ['x'.repeat(65)]].map((folderIds) => ({
        body: { folderIds },
      })),
      { body: { folderIds: Array.from({ length: 10_000 }, () => 'x') } },
      { body: { folderIds: [folders[0], newId('fld')] }, pointer: '/folderIds/1' },
      { body: { folderIds: [folders[0]], accountId: 'acc_1' }, pointer: '/accountId' },
    ]);
    await expectRefused(api, 'POST', `${path}/deactivate`, api.people.admin, [{ body: { reason: 'x' } }]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=x',
    'sort=pairKey',
    'status=sleeping',
    'x=1',
    'status[$ne]=active',
  ])('is refused the list with ?%s', async (query) => {
    expect(outcome(await api.get(`/v1/partners?${query}`, api.people.admin))).toEqual([
      422,
      'validation-failed',
    ]);
  });

  it('finds nothing under an ID that cannot be one', async () => {
    for (const id of ['$ne', '%00', '..%2F..', 'x'.repeat(100), '[object Object]', '{"$gt":""}']) {
      expect(outcome(await api.get(`/v1/partners/${id}`, api.people.admin))).toEqual([404, 'not-found']);
    }
  });
});
