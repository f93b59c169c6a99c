import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver on loopback that notes when it first took each message. */
export class Sink {
  readonly firsts = new Map<string, { readonly at: number; readonly lagMs: number }>();
  repeated = 0;
  private constructor(private readonly server: Server) {}

  static async start(answersAfterMs: number): Promise<Sink> {
    const server = createServer();
    const sink = new Sink(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const id = String(request.headers['webhook-id']);
        sink.take(id, Buffer.concat(chunks).toString());
        setTimeout(() => response.writeHead(204).end(), answersAfterMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(id: string, body: string): void {
    const { timestamp } = JSON.parse(body) as { timestamp: string };
    if (this.firsts.has(id)) this.repeated += 1;
    else this.firsts.set(id, { at: Date.now(), lagMs: Date.now() - Date.parse(timestamp) });
  }
}
