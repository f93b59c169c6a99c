import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server took, as SendGrid would remember it. */
export interface Taken {
  readonly to: string;
  readonly messageId: string;
}

type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'reset';

/** SendGrid's v3 API on loopback: takes mail, refuses it as it is told to, and signs event batches. */
export class SendGridServer {
  readonly taken: Taken[] = [];
  /** Answers to the next requests, in order; after them 202. */
  readonly answers: Answer[] = [];
  requests = 0;
  url = '';
  /** Base64 DER, as SendGrid's settings page shows it. */
  readonly publicKey: string;
  readonly pem: string;
  private readonly privateKey: KeyObject;
  private readonly server: Server;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    this.publicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    this.pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.privateKey = privateKey;
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.requests += 1;
        const answer = this.answers.shift() ?? { status: 202 };
        if (answer === 'reset') {
          request.socket.destroy();
          return;
        }
        if (answer.status === 202) this.take(Buffer.concat(chunks).toString());
        response.writeHead(answer.status, answer.headers).end('{}');
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Headers of a batch that was signed at an instant. */
  signed(body: string, at = Date.now()): Record<string, string> {
    const timestamp = String(Math.floor(at / 1000));
    const signature = sign('sha256', Buffer.from(timestamp + body), this.privateKey).toString('base64');
    return {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': timestamp,
    };
  }

  private take(body: string): void {
    const mail = JSON.parse(body) as {
      personalizations: { to: { email: string }[]; custom_args: { messageId: string } }[];
    };
    for (const { to, custom_args: args } of mail.personalizations) {
      this.taken.push({ to: to[0]?.email ?? '', messageId: args.messageId });
    }
  }
}
