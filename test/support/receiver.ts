import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a receiver saw it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Behaviour = (response: ServerResponse, received: Received) => void;

/** A real HTTP server on loopback that remembers what it was sent and answers as told. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** From now on; default 204. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startReceiver(behaviour: Behaviour = answer(204)): Promise<Receiver> {
  const received: Received[] = [];
  let current = behaviour;
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      received.push(one);
      current(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    behave: (next) => (current = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a status and some headers. */
export const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end();
  };

/** One behaviour after the other; the last one stays. */
export function inOrder(...behaviours: Behaviour[]): Behaviour {
  const queue = [...behaviours];
  return (response, received) => {
    const next = queue.length > 1 ? queue.shift() : queue[0];
    next?.(response, received);
  };
}

/** How many of the signatures in a request fit the secret; written from the specification alone. */
export function validSignatures({ headers, body }: Received, secret: string): number {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = createHmac('sha256', key).update(content).digest();
  const given = String(headers['webhook-signature']).split(' ');
  return given
    .map((part) => part.split(','))
    .filter(([version]) => version === 'v1')
    .map(([, signature = '']) => Buffer.from(signature, 'base64'))
    .filter((bytes) => bytes.length === expected.length && timingSafeEqual(bytes, expected)).length;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
