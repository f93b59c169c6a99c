import { ProblemError, UnreachableError, UsherClient } from '../../client/src';
import { fakeTemporal } from '../support/api/fake-temporal';
import { TestApi } from '../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const usher = () => new UsherClient({ url: api.url, apiKey: api.people.admin.key });
const guest = (name: string) => ({ partnerName: name, contactEmail: `${name}@client.example` });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

it('sends and answers what the document says', async () => {
  const invited = await usher().post('/v1/invitations', { body: guest('typed') });
  expect(invited).toMatchObject({ status: 'created', contactEmail: 'typed@client.example' });
  const path = { id: invited.id };
  const changed = await usher().patch('/v1/invitations/{id}', { path, body: { partnerName: 'Changed' } });
  expect(changed.partnerName).toBe('Changed');
  expect((await usher().get('/v1/invitations/{id}', { path })).partnerName).toBe('Changed');
  const program = await usher().put('/v1/programs/{key}', {
    path: { key: 'default' },
    body: { customFields: [{ key: 'size', label: 'Size', type: 'number' }] },
  });
  expect(program.customFields).toMatchObject([{ key: 'size', required: false }]);
});

it('answers nothing for 204 and text where there is no JSON', async () => {
  const { id, key } = await usher().post('/v1/api-keys', { body: { name: 'short-lived' } });
  await expect(usher().delete('/v1/api-keys/{id}', { path: { id } })).resolves.toBeUndefined();
  const revoked = new UsherClient({ url: api.url, apiKey: key ?? '' });
  expect(await failure(revoked.get('/v1/me'))).toMatchObject({ code: 'unauthenticated' });
  expect(await usher().get('/metrics')).toMatch(/^# HELP /);
});

it('uploads a file', async () => {
  const csv = `partnerName,contactEmail\nFile,file@client.example\nBad,nonsense\n`;
  const dry = await usher().post('/v1/invitation-imports', { query: { dryRun: true }, csv });
  expect(dry).toMatchObject({ dryRun: true, total: 2, invalid: 1 });
});

it('gives a problem as an error with its code', async () => {
  const open = await usher().post('/v1/invitations', { body: guest('twice') });
  const again = await failure(usher().post('/v1/invitations', { body: guest('twice') }));
  expect(again).toBeInstanceOf(ProblemError);
  expect(again).toMatchObject({ status: 409, code: 'invitation-already-open', invitationId: open.id });
  const wrong = await failure(
    usher().post('/v1/invitations', { body: { ...guest('x'), contactEmail: 'x' } }),
  );
  expect(wrong).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/contactEmail' }] });
  expect((wrong as ProblemError).requestId).toEqual(expect.any(String));
  expect(await failure(new UsherClient({ url: api.url }).get('/v1/me'))).toMatchObject({ status: 401 });
});

it('counts a POST once for one idempotency key', async () => {
  const first = await usher().post('/v1/workspaces', { body: { name: 'Once' }, idempotencyKey: 'once' });
  const second = await usher().post('/v1/workspaces', { body: { name: 'Once' }, idempotencyKey: 'once' });
  expect(second.id).toBe(first.id);
  const others = [
    await usher().post('/v1/workspaces', { body: { name: 'Twice' } }),
    await usher().post('/v1/workspaces', { body: { name: 'Twice' } }),
  ];
  expect(new Set(others.map(({ id }) => id)).size).toBe(2);
});

it('goes through a list page by page, as far as it is asked to', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) {
    await usher().post('/v1/invitations', { body: guest(name) });
  }
  let pages = 0;
  const counting = new UsherClient({
    url: `${api.url}/`,
    apiKey: () => Promise.resolve(api.people.admin.key),
    fetch: (input, init) => {
      pages += 1;
      return fetch(input, init);
    },
  });
  const query = { search: 'page-', sort: 'partnerName', limit: 2 } as const;
  const names: (string | null)[] = [];
  for await (const { partnerName } of counting.list('/v1/invitations', { query })) names.push(partnerName);
  expect(names).toEqual(['page-a', 'page-b', 'page-c']);
  expect(pages).toBe(2);
  for await (const { partnerName } of counting.list('/v1/invitations', { query })) {
    expect(partnerName).toBe('page-a');
    break;
  }
  expect(pages).toBe(3);
});

it('never lets a value lead to another path', async () => {
  for (const id of ['', '.', '..']) {
    await expect(usher().get('/v1/invitations/{id}', { path: { id } })).rejects.toThrow(TypeError);
  }
  const path = { id: '../me' };
  expect(await failure(usher().get('/v1/invitations/{id}', { path }))).toMatchObject({ code: 'not-found' });
});

it('says when nobody answers, and why', async () => {
  const nobody = new UsherClient({ url: 'http://127.0.0.1:9', retries: 0 });
  const error = await failure(nobody.get('/healthz'));
  expect(error).toBeInstanceOf(UnreachableError);
  expect(error).toMatchObject({ message: 'Usher cannot be reached at http://127.0.0.1:9.' });
  expect((error as UnreachableError).cause).toBeDefined();
});
