import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { SEARCH_ATTRIBUTES } from '../../engines';

/** How a call is answered: with an empty message, with bytes, with a status, or never. */
export type FakeAnswer =
  'ok' | 'silence' | Buffer | { readonly code: number; readonly message: string; readonly details?: Buffer };

/** A server that speaks gRPC and answers each call of Temporal as it is told to. */
export class FakeGrpc {
  /** By the last part of the path; what is not named is answered as `otherwise` says. */
  answers: Record<string, FakeAnswer> = {};
  otherwise: FakeAnswer = 'ok';
  readonly calls: string[] = [];
  private readonly server: Http2Server = createServer();
  private readonly streams = new Set<ServerHttp2Stream>();

  /** Listens on a free port and answers its address. */
  async listen(): Promise<string> {
    this.server.on('stream', (stream, headers) => {
      const name = headers[':path']?.split('/').at(-1) ?? '';
      this.calls.push(name);
      this.streams.add(stream);
      stream.on('error', () => undefined).on('close', () => this.streams.delete(stream));
      stream.resume();
      stream.on('end', () => reply(stream, this.answers[name] ?? this.otherwise));
    });
    this.server.on('session', (session) => session.on('error', () => undefined));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.session?.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function reply(stream: ServerHttp2Stream, answer: FakeAnswer): void {
  if (answer === 'silence' || stream.destroyed) return;
  const head = { ':status': 200, 'content-type': 'application/grpc' };
  if (answer !== 'ok' && !Buffer.isBuffer(answer)) {
    const { code, message, details } = answer;
    const more = details && { 'grpc-status-details-bin': details.toString('base64') };
    stream.respond(
      { ...head, 'grpc-status': String(code), 'grpc-message': encodeURI(message), ...more },
      { endStream: true },
    );
    return;
  }
  stream.respond(head, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const message = answer === 'ok' ? Buffer.alloc(0) : answer;
  const length = Buffer.alloc(5);
  length.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([length, message]));
}

const field = (number: number, value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};

/** What a real server adds to its NOT_FOUND of a namespace: a `google.rpc.Status` with the failure in it. */
export function namespaceNotFound(namespace: string): FakeAnswer {
  const type = 'type.googleapis.com/temporal.api.errordetails.v1.NamespaceNotFoundFailure';
  const any = Buffer.concat([field(1, type), field(2, field(1, namespace))]);
  const details = Buffer.concat([Buffer.from([8, 5]), field(3, any)]);
  return { code: 5, message: `Namespace ${namespace} is not found.`, details };
}

const NUMBERS: Readonly<Record<string, number>> = { Keyword: 2, Datetime: 6 };

/** The answer to ListSearchAttributes of a server that has all of them, but those named. */
export function searchAttributes(...without: string[]): Buffer {
  const entries = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !without.includes(name));
  return Buffer.concat(
    entries.map(([name, type]) =>
      field(1, Buffer.concat([field(1, name), Buffer.from([16, NUMBERS[type] ?? 0])])),
    ),
  );
}
