import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP forwarder in front of a server, to take that server away and give it back. */
export class Gate {
  /** Answers come this much later, in milliseconds; those under way keep their order. */
  delayMs = 0;
  private mode: 'open' | 'closed' | 'frozen' = 'open';
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((inner) => this.accept(inner));

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  /** Listens on a free port, or after a close on the same again, and answers it. */
  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** `closed` ends every connection at once; `frozen` keeps them and lets nothing through. */
  set(mode: 'open' | 'closed' | 'frozen'): void {
    this.mode = mode;
    for (const socket of this.sockets) {
      if (mode === 'closed') socket.destroy();
      else if (mode === 'frozen') socket.pause();
      else socket.resume();
    }
  }

  async close(): Promise<void> {
    this.set('closed');
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(inner: Socket): void {
    if (this.mode === 'closed') {
      inner.destroy();
      return;
    }
    const outer = connect(this.target);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      this.sockets.add(from);
      from.on('data', from === inner ? (bytes) => to.write(bytes) : this.laterTo(inner));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.mode === 'frozen') from.pause();
    }
  }

  /** Writes in order, each piece when its delay is over. */
  private laterTo(inner: Socket): (bytes: Buffer) => void {
    let last = Promise.resolve();
    return (bytes) => {
      const due = sleep(this.delayMs);
      last = last.then(() => due).then(() => void inner.write(bytes));
    };
  }
}
