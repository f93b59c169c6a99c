import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createWebhookSender, type WebhookSenderOptions } from '../../../activities/webhooks/webhook-sender';
import { isPublicAddress } from '../../../domain/security/public-address';
import { newSigningSecret } from '../../../models';
import { answer, startReceiver, validSignatures, type Receiver } from '../../support/receiver';

const SECRET = newSigningSecret();
const BODY = JSON.stringify({ type: 'invitation.sent', data: { partnerName: 'Bücher & Söhne' } });

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** A sender that may go to loopback, unless told otherwise. */
const sender = (changes: Partial<WebhookSenderOptions> = {}) =>
  createWebhookSender({ allowPrivate: true, isPublicAddress, ...changes });

const send = (url = receiver.url, changes: Partial<WebhookSenderOptions> = {}, secrets = [SECRET]) =>
  sender(changes).send({ url, secrets, id: 'evt_01', body: BODY });

it('sends signed bytes that an independent implementation accepts', async () => {
  expect(await send()).toEqual({ status: 204, error: null });
  const [request] = receiver.received;
  expect(request).toMatchObject({ path: '/hook', body: BODY });
  expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'evt_01' });
  expect(request?.headers['webhook-timestamp']).toMatch(/^\d{10}$/);
  expect(validSignatures(request!, SECRET)).toBe(1);
  expect(validSignatures({ ...request!, body: `${BODY} ` }, SECRET)).toBe(0);
  expect(validSignatures(request!, newSigningSecret())).toBe(0);
});

it('signs with every secret that is valid, newest first', async () => {
  const old = newSigningSecret();
  await send(undefined, {}, [SECRET, old]);
  const [request] = receiver.received;
  expect(validSignatures(request!, SECRET)).toBe(1);
  expect(validSignatures(request!, old)).toBe(1);
  expect(String(request?.headers['webhook-signature'])).toMatch(/^v1,\S+ v1,\S+$/);
});

it('gives up on a receiver that never answers', async () => {
  receiver.behave(() => undefined);
  expect(await send(undefined, { timeoutMs: 200 })).toEqual({ status: null, error: 'timeout' });
});

it('gives up on a name server that never answers', async () => {
  const resolveHost = () => new Promise<never>(() => undefined);
  expect(await send('http://a.example/', { resolveHost, timeoutMs: 200 })).toEqual({
    status: null,
    error: 'timeout',
  });
});

it('follows no redirect', async () => {
  const inside = await startReceiver();
  receiver.behave(answer(307, { location: inside.url }));
  expect(await send()).toEqual({ status: 307, error: 'redirected' });
  expect(inside.received).toEqual([]);
  await inside.close();
});

it('cuts an answer without end and counts it by its status', async () => {
  let sentBytes = 0;
  const ended = new Promise<void>((resolve) => {
    receiver.behave((response) => {
      response.writeHead(200);
      response.on('close', resolve);
      const pour = () => {
        while (!response.destroyed && sentBytes < 2 ** 30) {
          sentBytes += 65_536;
          if (!response.write(Buffer.alloc(65_536))) break;
        }
      };
      response.on('drain', pour);
      pour();
    });
  });
  expect(await send()).toEqual({ status: 200, error: null });
  await ended;
  // What was on its way in buffers when it was cut, and no more.
  expect(sentBytes).toBeLessThan(2 ** 25);
});

it('does not wait for an answer that drips', async () => {
  receiver.behave((response) => {
    response.writeHead(500);
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  expect(await send(undefined, { timeoutMs: 2_000 })).toEqual({ status: 500, error: 'http-status' });
});

it.each([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('tells what a busy receiver asks for: %j', async (headers, retryAfterMs) => {
  receiver.behave(answer(429, headers));
  expect(await send()).toEqual({
    status: 429,
    error: 'http-status',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
});

it('reads Retry-After as a date too, and only of 429 and 503', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
  receiver.behave(answer(503, { 'retry-after': inAnHour }));
  const { retryAfterMs = 0 } = await send();
  expect(Math.abs(retryAfterMs - 3_600_000)).toBeLessThan(60_000);
  receiver.behave(answer(500, { 'retry-after': '60' }));
  expect(await send()).toEqual({ status: 500, error: 'http-status' });
});

it('tells a refused connection, broken HTTP and broken TLS apart', async () => {
  const { port } = receiver;
  expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ status: null, error: 'tls-failed' });
  await receiver.close();
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ status: null, error: 'connection-failed' });
  const garbage = createServer((socket) => socket.end('no HTTP at all\r\n\r\n'));
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
  const garbageUrl = `http://127.0.0.1:${(garbage.address() as AddressInfo).port}/`;
  expect(await send(garbageUrl)).toEqual({ status: null, error: 'bad-response' });
  garbage.close();
  receiver = await startReceiver();
});

describe('where nothing private may be called', () => {
  const closed = { allowPrivate: false };

  it('needs https', async () => {
    expect(await send(receiver.url, closed)).toEqual({ status: null, error: 'https-needed' });
  });

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://100.100.100.200/',
    'https://168.63.129.16/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:0:0::1]/',
    'https://[2001:db8::1]/',
    'https://[fd00::1]/',
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
  ])('refuses %s', async (url) => {
    expect(await send(url, closed)).toEqual({ status: null, error: 'address-refused' });
  });

  it.each([
    [['10.0.0.1']],
    [['93.184.215.14', '127.0.0.1']],
    [['2606:4700::1111', '::ffff:169.254.169.254']],
    [['fe80::1%eth0']],
    [['not an address']],
  ])('refuses a name that leads to %j', async (addresses) => {
    const resolveHost = () => Promise.resolve(addresses.map((address) => ({ address, family: 4 as const })));
    const options = { ...closed, resolveHost };
    expect(await send('https://inside.example/', options)).toEqual({
      status: null,
      error: 'address-refused',
    });
  });

  it('says so when a name leads nowhere', async () => {
    const nowhere = { ...closed, resolveHost: () => Promise.resolve([]) };
    expect(await send('https://nowhere.example/', nowhere)).toEqual({ status: null, error: 'dns-failed' });
    const failing = { ...closed, resolveHost: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await send('https://nowhere.example/', failing)).toEqual({ status: null, error: 'dns-failed' });
  });
});

it('connects to the very address that was checked, whatever the name says next', async () => {
  const answers = ['127.0.0.1', '192.0.2.1'];
  const asked: string[] = [];
  const resolveHost = (host: string) => {
    asked.push(host);
    return Promise.resolve([{ address: answers.shift() ?? '', family: 4 as const }]);
  };
  const url = `http://rebinding.example:${receiver.port}/hook`;
  expect(await send(url, { resolveHost })).toEqual({ status: 204, error: null });
  expect(asked).toEqual(['rebinding.example']);
  expect(receiver.received[0]?.headers.host).toBe(`rebinding.example:${receiver.port}`);
});

it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  'takes %s for a public address',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
