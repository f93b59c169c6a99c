import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSendGridMailer } from '../../../activities/email/sendgrid-mailer';
import { MailDeferredError, MailRefusedError } from '../../../domain/ports';
import { sampleMail, thrownBy } from '../../support/activities/sample-mail';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A server that speaks SendGrid's v3 mail/send and answers as told. */
class FakeSendGrid {
  readonly requests: { url: string; authorization: string | undefined; body: Record<string, unknown> }[] = [];
  answer: Answer | 'hang' | 'reset' = { status: 202 };
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.requests.push({
        url: `${request.method} ${request.url}`,
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
      });
      if (this.answer === 'hang') return;
      if (this.answer === 'reset') return void request.socket.resetAndDestroy();
      response.writeHead(this.answer.status, { 'Content-Type': 'application/json', ...this.answer.headers });
      response.end(JSON.stringify({ errors: [{ message: 'quoted: Nora.Lind@example.com' }] }));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the SendGrid mailer', () => {
  const provider = new FakeSendGrid();
  let baseUrl = '';
  const send = (options: { timeoutMs?: number } = {}) =>
    createSendGridMailer({ apiKey: 'SG.secret', baseUrl, ...options }).send(sampleMail);

  beforeAll(async () => {
    baseUrl = await provider.start();
  });
  afterAll(() => provider.stop());

  it('hands the e-mail over without tracking and with our message ID', async () => {
    provider.answer = { status: 202 };
    await send();
    expect(provider.requests.at(-1)).toEqual({
      url: 'POST /v3/mail/send',
      authorization: 'Bearer SG.secret',
      body: {
        from: { email: 'usher@usher.example', name: 'Acme Partners' },
        reply_to: { email: 'partners@acme.example' },
        personalizations: [
          {
            to: [{ email: 'Nora.Lind@example.com', name: sampleMail.to.name }],
            custom_args: { messageId: 'inv_01.reminder.7' },
          },
        ],
        subject: sampleMail.subject,
        content: [
          { type: 'text/plain', value: sampleMail.text },
          { type: 'text/html', value: sampleMail.html },
        ],
        headers: sampleMail.headers,
        tracking_settings: {
          click_tracking: { enable: false, enable_text: false },
          open_tracking: { enable: false },
          subscription_tracking: { enable: false },
        },
      },
    });
  });

  it.each([400, 401, 403, 404, 413])('refuses for good on %d', async (status) => {
    provider.answer = { status };
    expect(await thrownBy(send())).toBeInstanceOf(MailRefusedError);
  });

  it.each([408, 500, 502, 503])('may be repeated on %d', async (status) => {
    provider.answer = { status };
    const error = await thrownBy(send());
    expect(error).not.toBeInstanceOf(MailRefusedError);
    expect(error).toMatchObject({ code: `HTTP_${status}` });
  });

  it.each([
    ['seconds', () => ({ 'Retry-After': '17' }), 17_000],
    ['a date', () => ({ 'Retry-After': new Date(Date.now() + 90_500).toUTCString() }), 90_000],
    ['its reset', () => ({ 'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + 60) }), 60_000],
    ['nothing', () => ({}), 30_000],
    ['nonsense', () => ({ 'Retry-After': 'soon' }), 30_000],
    ['a year', () => ({ 'Retry-After': '31536000' }), 3_600_000],
    ['the past', () => ({ 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 1_000],
  ])('waits after 429 as long as it is told by %s', async (_, headers, expected) => {
    provider.answer = { status: 429, headers: headers() };
    const error = await thrownBy(send());
    expect(error).toBeInstanceOf(MailDeferredError);
    const retryAfterMs = 'retryAfterMs' in error ? Number(error.retryAfterMs) : Number.NaN;
    expect(Math.abs(retryAfterMs - expected)).toBeLessThanOrEqual(2_000);
  });

  it.each(['hang', 'reset'] as const)('may be repeated after a %s', async (answer) => {
    provider.answer = answer;
    const error = await thrownBy(send({ timeoutMs: 300 }));
    expect(error).not.toBeInstanceOf(MailRefusedError);
    expect(error).toMatchObject({ code: answer === 'hang' ? 'ECONNABORTED' : 'ECONNRESET' });
  });

  it('may be repeated when nobody listens', async () => {
    const mailer = createSendGridMailer({ apiKey: 'SG.secret', baseUrl: 'http://127.0.0.1:1' });
    expect(await thrownBy(mailer.send(sampleMail))).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
