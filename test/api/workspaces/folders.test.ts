import { deleteFoldersById } from '../../../api/workspaces/delete-folder';
import { patchFoldersById } from '../../../api/workspaces/rename-folder';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { provisionedPartner } from '../../support/api/partner-samples';
import { expectRefused, NO_LINES } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';
import { MemoryStorage, pdf } from '../../support/files';
import { storedInvitation } from '../../support/models/samples';

const files = new MemoryStorage();
const api = new TestApi();
api.storeOptions = { files };
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const admin = () => api.people.admin;

async function scene() {
  const workspace = await api.post('/v1/workspaces', admin(), { name: 'Products' });
  const folders = `/v1/workspaces/${workspace.body.id}/folders`;
  const { id } = (await api.post(folders, admin(), { name: 'Prices' })).body;
  return { workspaceId: workspace.body.id, folders, id, path: `/v1/folders/${id}` };
}

const remove = (path: string, query = '') => api.call('DELETE', path + query, { as: admin() });

describe('a folder', () => {
  it('gets another name, which no other one of the workspace has', async () => {
    const { path, folders } = await scene();
    await api.post(folders, admin(), { name: 'Contracts' });
    const rename = (name: string) => api.call('PATCH', path, { as: admin(), body: { name } });
    expect(bodyOf(patchFoldersById, await rename(' Price lists '))).toMatchObject({ name: 'Price lists' });
    expect((await rename('PRICE LISTS')).status).toBe(200);
    expect((await rename('contracts')).body.code).toBe('already-exists');
    await expectRefused(
      api,
      'PATCH',
      path,
      admin(),
      NO_LINES.map((name) => ({ body: { name }, pointer: '/name' })),
    );
    expect((await api.call('PATCH', path, { as: api.people.viewer, body: { name: 'Mine' } })).status).toBe(
      403,
    );
    const { items } = (await api.get('/v1/audit-log?limit=3', admin())).body;
    expect(items[0]).toMatchObject({
      type: 'folder_changed',
      before: { name: 'Price lists' },
      after: { name: 'PRICE LISTS' },
    });
  });

  it('that is empty and nobody sees is deleted at once, and not found any more', async () => {
    const { path } = await scene();
    expect((await remove(path)).status).toBe(204);
    expect((await api.get(path, admin())).status).toBe(404);
    expect((await remove(path)).status).toBe(404);
  });

  it('in use says what goes with it, and takes along only what it said', async () => {
    const { path, folders, id, workspaceId } = await scene();
    const other = (await api.post(folders, admin(), { name: 'Others' })).body.id;
    const record = (await api.post(`${path}/records`, admin(), { name: 'List' })).body.id;
    const headers = { 'content-type': 'application/octet-stream' };
    await api.call('PUT', `/v1/records/${record}/file?name=a.pdf`, { as: admin(), raw: pdf(), headers });
    const partner = await provisionedPartner(api, admin());
    await api.post(`/v1/partners/${partner.id}/shares`, admin(), { folderIds: [id, other] });
    const { accountId } = admin();
    await storedInvitation(api.stores, accountId, 'open@partner.example', {
      share: { workspaceId, folderIds: [id, other] },
    });
    expect((await api.get(path, admin())).body).toMatchObject({
      recordCount: 1,
      sharedWith: 1,
      openInvitations: 1,
    });
    const kept = files.files.size;
    const refused = await remove(path);
    expect([refused.status, refused.body.code]).toEqual([409, 'folder-in-use']);
    expect(files.files.size).toBe(kept);
    expect((await remove(path, '?contents=delete')).status).toBe(
      Number(Object.keys(deleteFoldersById.responses)[0]),
    );
    expect(files.files.size).toBe(kept - 1);
    expect((await api.get(`/v1/records/${record}`, admin())).status).toBe(404);
    const shares = (await api.get(`/v1/partners/${partner.id}/shares`, admin())).body.items;
    expect(shares).toMatchObject([{ name: 'Others' }]);
    const { items } = (await api.get('/v1/audit-log?limit=3', admin())).body;
    expect(items[0]).toMatchObject({
      ...{ type: 'folder_deleted', target: { kind: 'folder', id } },
      before: { name: 'Prices', recordCount: 1, sharedWith: 1 },
    });
  });

  it('of another account is neither renamed nor deleted', async () => {
    const { path } = await scene();
    for (const [method, body] of [
      ['PATCH', { name: 'Stolen' }],
      ['DELETE', undefined],
    ] as const) {
      const { status } = await api.call(method, path, { as: api.people.other, body });
      expect(status).toBe(404);
    }
  });
});
