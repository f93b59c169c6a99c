import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createMailer } from '../../../activities/email/create-mailer';
import { readInbox } from '../../../web/dev/preview-inbox';
import { sampleMail } from '../../support/activities/sample-mail';

describe('the preview inbox', () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-inbox-'));
  const mailer = createMailer({ transport: 'preview' }, dataDir);
  afterAll(() => {
    fs.rmSync(dataDir, { recursive: true });
  });
  afterEach(() => jest.useRealTimers());

  it('is empty before the first e-mail', async () => {
    expect(await readInbox(path.join(dataDir, 'nowhere'))).toEqual([]);
  });

  it('keeps each message once, newest first', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'] });
    for (const [messageId, subject] of [
      ['a.invitation.1', 'first'],
      ['b.invitation.1', sampleMail.subject],
      ['a.invitation.1', 'again'],
    ] as const) {
      jest.setSystemTime(Date.now() + 1);
      await mailer.send({ ...sampleMail, messageId, subject });
    }
    const inbox = await readInbox(dataDir);
    expect(inbox.map(({ id, subject }) => [id, subject])).toEqual([
      ['a.invitation.1', 'again'],
      ['b.invitation.1', sampleMail.subject],
    ]);
  });

  it('keeps everything there is to see, with the links that a reader could follow', async () => {
    await mailer.send(sampleMail);
    expect((await readInbox(dataDir)).find(({ id }) => id === sampleMail.messageId)).toEqual({
      id: 'inv_01.reminder.7',
      to: 'Nora.Lind@example.com',
      toName: sampleMail.to.name,
      from: 'usher@usher.example',
      fromName: 'Acme Partners',
      replyTo: 'partners@acme.example',
      subject: sampleMail.subject,
      template: 'reminder',
      invitationId: 'inv_01',
      locale: 'en',
      html: sampleMail.html,
      text: sampleMail.text,
      links: ['https://usher.example/invitation?token=v1&x=1', 'https://usher.example/b'],
      headers: sampleMail.headers,
      createdAt: expect.any(String) as string,
    });
  });

  it.each(['../../escape', '/etc/passwd', '..', '.hidden', 'a/b', 'x\u0000y', 'y'.repeat(400)])(
    'writes the message %p inside its folder only',
    async (messageId) => {
      await mailer.send({ ...sampleMail, messageId });
      expect((await readInbox(dataDir)).map(({ id }) => id)).toContain(messageId);
      expect(fs.readdirSync(dataDir)).toEqual(['inbox']);
    },
  );

  it('passes over a message that is still being written', async () => {
    const before = (await readInbox(dataDir)).length;
    fs.writeFileSync(path.join(dataDir, 'inbox', 'half.json.1.tmp'), '{"id":');
    expect(await readInbox(dataDir)).toHaveLength(before);
  });
});

describe('the choice of a mailer', () => {
  it('fails at start when the transport lacks its setting', () => {
    expect(() => createMailer({ transport: 'smtp' }, '/nowhere')).toThrow('SMTP_URL');
    expect(() => createMailer({ transport: 'sendgrid' }, '/nowhere')).toThrow('SENDGRID_API_KEY');
  });
});
