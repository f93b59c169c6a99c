import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createSmtpMailer } from '../../../activities/email/smtp-mailer';
import { MailRefusedError } from '../../../domain/ports';
import { sampleMail, thrownBy } from '../../support/activities/sample-mail';

describe('the SMTP mailer', () => {
  const received: { mail: ParsedMail; recipients: string[] }[] = [];
  /** What the server says to the recipient; 250 takes the e-mail. */
  let verdict = 250;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      done(
        verdict === 250
          ? undefined
          : Object.assign(new Error('quoted: Nora.Lind@example.com'), { responseCode: verdict }),
      );
    },
    onData: (stream, session, done) => {
      void simpleParser(stream).then((mail) => {
        received.push({ mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
  });
  let url = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it('delivers both parts, the headers and a Message-ID that never changes', async () => {
    verdict = 250;
    const mailer = createSmtpMailer({ url });
    await mailer.send(sampleMail);
    await mailer.send(sampleMail);
    const [first, second] = received;
    expect(first?.recipients).toEqual(['Nora.Lind@example.com']);
    expect(first?.mail.messageId).toBe('<inv_01.reminder.7@usher.example>');
    expect(second?.mail.messageId).toBe(first?.mail.messageId);
    expect(first?.mail.subject).toBe(sampleMail.subject);
    expect(first?.mail.text?.trim()).toBe(sampleMail.text.trim());
    expect(first?.mail.html).toContain('token&#x3D;v1&amp;x=1');
    expect(first?.mail.from?.value).toEqual([{ address: 'usher@usher.example', name: 'Acme Partners' }]);
    expect(first?.mail.headers.get('list')).toMatchObject({
      unsubscribe: { url: 'https://usher.example/unsubscribe?token=v1' },
    });
    expect(first?.mail.headers.get('x-usher-message')).toBe('inv_01.reminder.7');
  });

  it('adds no recipient by a hostile name', async () => {
    verdict = 250;
    const to = { email: 'only@example.com', name: 'x" <evil@example.org>, "\r\nBcc: evil@example.org' };
    await createSmtpMailer({ url }).send({ ...sampleMail, to });
    expect(received.at(-1)?.recipients).toEqual(['only@example.com']);
    expect(received.at(-1)?.mail.bcc).toBeUndefined();
  });

  it.each([550, 552, 554])('refuses for good on %d', async (code) => {
    verdict = code;
    expect(await thrownBy(createSmtpMailer({ url }).send(sampleMail))).toBeInstanceOf(MailRefusedError);
  });

  it.each([450, 451, 452])('may be repeated on %d', async (code) => {
    verdict = code;
    const error = await thrownBy(createSmtpMailer({ url }).send(sampleMail));
    expect(error).not.toBeInstanceOf(MailRefusedError);
    expect(error).toMatchObject({ code: `SMTP_${code}` });
  });

  it('may be repeated when nobody listens', async () => {
    const error = await thrownBy(createSmtpMailer({ url: 'smtp://127.0.0.1:1' }).send(sampleMail));
    expect(error).not.toBeInstanceOf(MailRefusedError);
  });
});
