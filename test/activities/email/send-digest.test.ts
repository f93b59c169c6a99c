import { DIGEST_PARTS, digestTexts } from '../../../templates/digest';
import { renderEmail } from '../../../templates/render';
import { createSendUserEmail } from '../../../activities/email/send-user-email';
import type { DigestPart } from '../../../domain/notifications/notices';
import { MailRefusedError, type Mail, type Outbox, type UserEmailData } from '../../../domain/ports';
import { createTokens } from '../../../domain/security/tokens';

const links = createTokens({ secret: 'a secret of the tests', publicUrl: 'https://usher.example' });
const ada: UserEmailData = {
  to: { userId: 'usr_1', email: 'ada@acme.example', name: 'Ada Admin', firstName: 'Ada' },
  accountName: 'Acme',
  passwordVersion: 3,
};
const PARTS: readonly DigestPart[] = [
  { template: 'approval-requested', count: 1, partnerNames: ['Nordwind'] },
  { template: 'expired-notice', count: 9_982, partnerNames: ['Evil.example/x', 'A\nB'] },
];

interface Options {
  readonly to?: UserEmailData | undefined;
  readonly claim?: Awaited<ReturnType<Outbox['claim']>>;
  readonly trouble?: Error;
  readonly isEmpty?: boolean;
  readonly usedUp?: boolean;
}

function setUp(options: Options = {}) {
  const { claim = 'send', trouble, isEmpty = false, usedUp = false } = options;
  const mails: Mail[] = [];
  const did: string[] = [];
  const done = (what: string) => () => Promise.resolve(void did.push(what));
  const send = createSendUserEmail({
    userEmailData: { userEmailData: () => Promise.resolve('to' in options ? options.to : ada) },
    outbox: {
      claim: () => Promise.resolve(claim),
      settle: (_, how) => done(how)(),
      release: done('release'),
    },
    mailer: { send: (mail) => (trouble ? Promise.reject(trouble) : Promise.resolve(void mails.push(mail))) },
    links,
    allowance: {
      take: () => Promise.resolve(true),
      giveBack: () => Promise.resolve(),
      takeCopy: () => Promise.resolve(true),
      giveBackCopy: () => Promise.resolve(),
      takeNotice: () => Promise.resolve(!usedUp),
      giveBackNotice: done('give back'),
      takeOverall: () => Promise.resolve(true),
      giveBackOverall: () => Promise.resolve(),
    },
    digests: {
      isEmpty: () => Promise.resolve(isEmpty),
      take: () => done('take')().then(() => [...PARTS]),
      finish: done('finish'),
      drop: done('drop'),
      startDue: () => Promise.resolve({ started: 0 }),
    },
    mailFrom: { email: 'usher@usher.example' },
  });
  return { send, mails, did };
}

const input = { messageId: 'digest.1', template: 'digest', userId: 'usr_1', accountId: 'acc_1' } as const;

it('says how many there are of each kind, names some, and forgets them once it has left', async () => {
  const { send, mails, did } = setUp();
  await send(input);
  expect(mails).toMatchObject([
    { messageId: 'digest.1', template: 'digest', subject: 'News about your invitations: 9,983' },
  ]);
  const { text = '', html = '' } = mails[0] ?? {};
  expect(text).toContain('Waiting for your approval: 1\n\nNordwind\n');
  expect(text).toContain('Expired: 9,982\n\nEvil.\u200bexample/x\nA B\nand 9,980 more\n');
  expect(text).not.toContain('Declined');
  expect(html).toMatch(/Evil.\u200bexample\/x<br>A B<\/p>\s*<p[^>]*>and 9,980 more<\/p>/);
  expect(text).toContain('https://usher.example/partner-explorer');
  expect(did).toEqual(['take', 'sent', 'finish']);
});

it('is written in the language of its reader', async () => {
  const { send, mails } = setUp({ to: { ...ada, to: { ...ada.to, locale: 'de-AT' } } });
  await send(input);
  expect(mails[0]?.subject).toMatch(/^Neues zu Ihren Einladungen: 9.983$/);
});

it('stays small enough for every mail client, however many and long the names are', () => {
  const partnerNames = Array.from({ length: 20 }, (_, n) => `${n}.`.repeat(50) + '🙂<&>'.repeat(80));
  const templates = Object.keys(DIGEST_PARTS) as (keyof typeof DIGEST_PARTS)[];
  const all = templates.map((template) => ({ template, count: 1_000_000, partnerNames }));
  const { html, text } = renderEmail('digest', 'de', {
    ...{ inviterAccountName: 'Acme', brand: {}, link: 'https://usher.example/', ...digestTexts(all, 'de') },
  });
  expect(text).toContain('und 999.980 weitere');
  // Above it, some show the beginning only.
  expect(Math.max(Buffer.byteLength(html), Buffer.byteLength(text))).toBeLessThan(100_000);
});

it('keeps all that it says until it has left', async () => {
  const { send, did } = setUp({ trouble: new Error('away') });
  await expect(send(input)).rejects.toMatchObject({ nonRetryable: false });
  expect(did).toEqual(['take', 'release', 'give back']);
});

it('is given up where the provider refuses it for good', async () => {
  const { send, did } = setUp({ trouble: new MailRefusedError('no such mailbox') });
  await expect(send(input)).rejects.toMatchObject({ type: 'EmailRefused' });
  expect(did).toEqual(['take', 'refused', 'give back', 'finish']);
});

it('that left before a crash is ended, not written again', async () => {
  const { send, mails, did } = setUp({ claim: 'done' });
  await send(input);
  expect(mails).toEqual([]);
  expect(did).toEqual(['give back', 'finish']);
});

it('waits while another attempt may be sending it', async () => {
  const { send, did } = setUp({ claim: 'busy' });
  await expect(send(input)).rejects.toMatchObject({ nonRetryable: false });
  expect(did).toEqual(['give back']);
});

it('is not sent where nothing waits for it, or nobody is there to read it', async () => {
  const nothing = setUp({ isEmpty: true });
  await nothing.send(input);
  const nobody = setUp({ to: undefined });
  await nobody.send(input);
  expect([nothing.mails, nothing.did, nobody.mails, nobody.did]).toEqual([[], ['finish'], [], ['drop']]);
});

it('leaves although the account has used up its day', async () => {
  const { send, mails } = setUp({ usedUp: true });
  await send(input);
  expect(mails).toHaveLength(1);
});
