import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey, JWK } from 'jose' with { 'resolution-mode': 'import' };

type Keys = { readonly kid: string; readonly alg: string; readonly privateKey: CryptoKey; readonly jwk: JWK };

/** An OpenID Connect issuer on this machine: discovery, keys, and tokens signed as a test asks for. */
export class TestIssuer {
  url = '';
  /** Requests for the keys so far. */
  asked = 0;
  isBroken = false;
  private readonly keys: Keys[] = [];
  private readonly server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (this.isBroken) response.statusCode = 500;
    if (request.url === '/keys') this.asked += 1;
    const published = { keys: this.keys.map(({ jwk }) => jwk) };
    const description = { issuer: this.url, jwks_uri: `${this.url}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? published : description));
  });

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    for (const alg of ['RS256', 'ES256', 'PS256', 'EdDSA']) await this.addKey(alg);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A key that is published from now on, or one that never is. */
  async addKey(alg: string, { kid = `key-${alg}`, published = true } = {}): Promise<Keys> {
    const { generateKeyPair, exportJWK } = await import('jose');
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const key = { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
    if (published) this.keys.push(key);
    return key;
  }

  keyOf(alg: string): Keys {
    return this.keys.find((key) => key.alg === alg)!;
  }

  /** A token with these claims; what is undefined is left out. */
  async sign(
    claims: Record<string, unknown>,
    { key = this.keyOf('RS256'), header = {} }: { key?: Keys; header?: Record<string, unknown> } = {},
  ): Promise<string> {
    const { SignJWT } = await import('jose');
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: this.url, aud: 'usher', sub: 'someone', iat: now, exp: now + 300, ...claims };
    const given = Object.fromEntries(Object.entries<unknown>(all).filter(([, value]) => value !== undefined));
    return new SignJWT(given)
      .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
      .sign(key.privateKey);
  }
}
