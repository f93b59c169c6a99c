import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Who signs in at the provider next, and what it says of them. */
export interface Visitor {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly turnsAway?: boolean;
}

export const CLIENT = { clientId: 'usher', clientSecret: 'a secret of the client' };

/** A real OpenID provider (`oidc-provider`) on this machine, and a browser's part of signing in there. */
export class IdentityProvider {
  issuer = '';
  private child: ChildProcess | undefined;

  /** The same port again is the same provider with new keys. */
  async start(settings: { redirectUri: string; port?: number; inIdToken?: boolean }): Promise<void> {
    const env = { ...process.env, PROVIDER: JSON.stringify(settings), NODE_OPTIONS: '' };
    this.child = fork(path.join(__dirname, 'provider.mjs'), {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [{ issuer }] = (await once(this.child, 'message')) as [{ issuer: string }];
    this.issuer = issuer;
  }

  get port(): number {
    return Number(new URL(this.issuer).port);
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }

  /** Whoever comes next is this one. */
  async expects(next: Visitor): Promise<void> {
    await this.tell({ next });
  }

  /** Every answer takes so long from now on. */
  async takes(delayMs: number): Promise<void> {
    await this.tell({ delayMs });
  }

  /** Follows a browser's way from the provider's page to the address it is sent back to; answers that one's query. */
  async signIn(url: string): Promise<string> {
    const jar = new Map<string, string>();
    let at = url;
    for (let hops = 0; hops < 10; hops += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const where = answer.headers.get('location');
      if (where === null) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
      at = new URL(where, at).href;
      if (!at.startsWith(this.issuer)) return new URL(at).search.slice(1);
    }
    throw new Error('The provider sends people round in circles.');
  }

  private async tell(message: object): Promise<void> {
    const { child } = this;
    if (child === undefined) throw new Error('The provider was not started.');
    const answered = once(child, 'message');
    child.send(message);
    await answered;
  }
}
