import fs from 'node:fs';
import path from 'node:path';
import { clientTypes } from '../../scripts/docs/client-types';
import { fakeTemporal } from '../support/api/fake-temporal';
import { TestApi } from '../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

it('has the types of the document that is served; npm run docs writes them', async () => {
  const written = fs.readFileSync(path.join(__dirname, '../../client/src/openapi.ts'), 'utf8');
  const { body } = await api.get('/openapi.json');
  expect(written).toBe(await clientTypes(body));
});

it('would notice a member that is new', async () => {
  const { body } = await api.get('/openapi.json');
  const text = JSON.stringify(body).replace('"sendCount":{', '"sendCounts":{');
  expect(await clientTypes(JSON.parse(text) as object)).not.toBe(await clientTypes(body));
});
