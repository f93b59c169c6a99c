import net from 'node:net';

/** A TCP relay in front of an engine, which a test can cut without touching the engine. */
export class Relay {
  private readonly sockets = new Set<net.Socket>();
  private server: net.Server | undefined;
  private port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  /** Listens on a free port and passes everything on to `host:port`. */
  static async to(address: string): Promise<Relay> {
    const [host = '', port = ''] = address.split(':');
    const relay = new Relay({ host, port: Number(port) });
    await relay.mend();
    return relay;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** From now on nobody is there: connections end and new ones are refused. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Takes connections again, on the same port. */
  async mend(): Promise<void> {
    const server = net.createServer((client) => this.relay(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as net.AddressInfo).port;
    this.server = server;
  }

  private relay(client: net.Socket): void {
    const engine = net.connect(this.target);
    for (const [one, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
