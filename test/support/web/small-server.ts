import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';

/** Serves these handlers and nothing else, for what needs no account; `stop` ends it with its connections. */
export async function serve(...handlers: RequestHandler[]) {
  const server = express()
    .use(...handlers)
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${port}`, stop };
}
