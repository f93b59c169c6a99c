import { newSigningSecret } from '../../models';
import { HttpScanner } from '../../storage/http-scanner';
import { startReceiver, validSignatures, type Behaviour, type Receiver } from '../support/receiver';
import { pdf } from '../support/files';

const SECRET = newSigningSecret();
const FILE = { id: 'doc_1', contentType: 'application/pdf', bytes: pdf() };
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const says =
  (status: number, text: string): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
const scan = (timeoutMs = 5_000) =>
  new HttpScanner({ url: receiver.url, secret: SECRET, timeoutMs }).scan(FILE);

it('is sent the bytes and an ID, signed, and no name', async () => {
  receiver.behave(says(200, '{"verdict":"clean"}'));
  expect(await scan()).toBe('clean');
  const sent = receiver.received.at(-1)!;
  expect(sent.body).toBe(FILE.bytes.toString());
  expect(sent.headers).toMatchObject({ 'webhook-id': 'doc_1', 'content-type': 'application/pdf' });
  expect(validSignatures(sent, SECRET)).toBe(1);
  receiver.behave(says(200, '{"verdict":"infected","name":"Eicar"}'));
  expect(await scan()).toBe('infected');
});

it.each([
  ['an error', says(500, '{"verdict":"clean"}')],
  ['another success', says(202, '{"verdict":"clean"}')],
  ['another word', says(200, '{"verdict":"fine"}')],
  ['no JSON', says(200, 'clean')],
  ['a long text', says(200, `{"verdict":"clean","x":"${'x'.repeat(20_000)}"}`)],
  ['a redirect', (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()],
  ['a connection that is cut', (response) => response.destroy()],
])('%s is no verdict', async (_what, behaviour) => {
  receiver.behave(behaviour);
  expect(await scan()).toBe('unknown');
});

it('that never answers is not waited for', async () => {
  receiver.behave(() => undefined);
  expect(await scan(200)).toBe('unknown');
});
