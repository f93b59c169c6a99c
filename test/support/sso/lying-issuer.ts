import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestIssuer } from '../api/oidc-issuer';

/** A provider that says whatever a test wants: in its description, in its ID tokens and behind them. */
export class LyingIssuer {
  url = '';
  readonly keys = new TestIssuer();
  /** Members of the description that are not as they should be. */
  description: Readonly<Record<string, unknown>> = {};
  /** Answers the token request. */
  token: () => Promise<unknown> = () => Promise.resolve({});
  userinfo: unknown = {};
  /** Sends so many bytes in the place of the description. */
  flood = 0;
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request.url ?? '').then(({ status = 200, headers = {}, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });

  async start(): Promise<void> {
    await this.keys.start();
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.keys.stop();
  }

  /** Honest, until a test changes something. */
  reset(): void {
    Object.assign(this, { description: {}, userinfo: {}, flood: 0 });
  }

  private async answer(
    url: string,
  ): Promise<{ status?: number; headers?: Record<string, string>; body: unknown }> {
    if (url.startsWith('/token')) return { body: await this.token() };
    if (url.startsWith('/userinfo')) return { body: this.userinfo };
    if (url.startsWith('/elsewhere')) return { status: 302, headers: { location: this.url }, body: '' };
    if (this.flood > 0) return { body: 'x'.repeat(this.flood) };
    return {
      body: {
        issuer: this.url,
        authorization_endpoint: `${this.url}/auth`,
        token_endpoint: `${this.url}/token`,
        userinfo_endpoint: `${this.url}/userinfo`,
        jwks_uri: `${this.keys.url}/keys`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...this.description,
      },
    };
  }
}
