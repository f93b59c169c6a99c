import { newId } from '../../../domain/ids';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(async () => {
  await api.start(fakeTemporal());
  const body = { takesApplications: true, applySlug: 'acme-terms' };
  await api.call('PUT', '/v1/programs/default', { as: api.people.admin, body });
});
afterAll(() => api.stop());

const PAGE = '/v1/public/apply/acme-terms';
const contact = { partnerName: 'Borealis', contactFirstName: 'Nora', contactLastName: 'Lind' };

const publish = async (text: string) => {
  const body = { texts: { en: text } };
  return (await api.call('PUT', '/v1/programs/default/terms', { as: api.people.admin, body })).status;
};
const apply = (token: string, more: object = {}) =>
  api.post(`${PAGE}/application`, undefined, { token, contact, ...more });

async function link(email: string): Promise<string> {
  const { accountId } = api.people.admin;
  const request = { accountId, program: 'default', locale: 'en', mayMail: true, email, emailKey: email };
  const id = await api.stores.applyRequests.create(request);
  return /token=(.*)/.exec(api.deps.tokens.applicationLink('acme-terms', id, email))?.[1] ?? newId('apl');
}

it('asks whoever applies for the terms of the program, as they are when it is handed in', async () => {
  expect(await publish('Be kind.')).toBe(200);
  const token = await link('terms@new.example');
  const opened = await api.post(`${PAGE}/lookup`, undefined, { token });
  expect(opened.body).toMatchObject({ terms: { version: 1, text: 'Be kind.' } });
  const missing = await apply(token);
  expect([missing.status, missing.body.errors.map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/termsVersion'],
  ]);
  expect(await publish('Be kinder.')).toBe(200);
  const outdated = await apply(token, { termsVersion: 1 });
  expect([outdated.status, outdated.body.code]).toEqual([409, 'terms-changed']);
  const id = (token.split('.')[1] ?? '').replace('apl_', 'inv_');
  expect(await api.stores.termsAcceptances.isOfInvitation(id, 2)).toBe(false);
  expect((await apply(token, { termsVersion: 2 })).status).toBe(201);
  expect(await api.stores.termsAcceptances.isOfInvitation(id, 2)).toBe(true);
});
