import { createSendUserEmail } from '../../../activities/email/send-user-email';
import type { Mail, UserEmailData } from '../../../domain/ports';
import { createTokens } from '../../../domain/security/tokens';

const links = createTokens({ secret: 'a secret of the tests', publicUrl: 'https://usher.example' });
const user: UserEmailData = {
  to: { userId: 'usr_1', email: 'ann@acme.example', name: 'Ann Example', firstName: 'Ann' },
  accountName: 'Acme',
  passwordVersion: 3,
};

function setUp(letter: UserEmailData | undefined, claim: 'send' | 'done' = 'send', claimed: string[] = []) {
  const mails: Mail[] = [];
  const send = createSendUserEmail({
    userEmailData: { userEmailData: () => Promise.resolve(letter) },
    outbox: {
      claim: ({ to }) => {
        claimed.push(to);
        return Promise.resolve(claim);
      },
      settle: () => Promise.resolve(),
      release: () => Promise.resolve(),
    },
    mailer: { send: (mail) => Promise.resolve(void mails.push(mail)) },
    links,
    allowance: {
      take: () => Promise.resolve(true),
      giveBack: () => Promise.resolve(),
      takeCopy: () => Promise.resolve(true),
      giveBackCopy: () => Promise.resolve(),
      takeNotice: () => Promise.resolve(true),
      giveBackNotice: () => Promise.resolve(),
      takeOverall: () => Promise.resolve(true),
      giveBackOverall: () => Promise.resolve(),
    },
    digests: {
      isEmpty: () => Promise.resolve(true),
      take: () => Promise.resolve([]),
      finish: () => Promise.resolve(),
      drop: () => Promise.resolve(),
      startDue: () => Promise.resolve({ started: 0 }),
    },
    mailFrom: { email: 'usher@usher.example' },
  });
  return { send, mails };
}

const input = { messageId: 'm1', template: 'set-password', userId: 'usr_1', accountId: 'acc_1' } as const;

test('mails a user the link that sets the password', async () => {
  const { send, mails } = setUp(user);
  await send(input);
  expect(mails).toMatchObject([{ template: 'set-password', to: { email: 'ann@acme.example' } }]);
  expect(mails[0]?.text).toContain('https://usher.example/set-password?token=');
});

test('mails a sample of a program, with its texts and without any token', async () => {
  const sample = { brand: {}, texts: { subject: 'Trial for {{partnerName}}' }, locale: 'de' };
  const { send, mails } = setUp({ ...user, sample });
  await send({ ...input, template: 'invitation', sample: { program: 'default', locale: 'de' } });
  expect(mails).toMatchObject([
    { template: 'invitation', locale: 'de', subject: 'Trial for Sample Partner Ltd' },
  ]);
  expect(mails[0]?.html).not.toContain('token=');
});

test('sends nothing to a user who is gone, and nothing twice', async () => {
  const gone = setUp(undefined);
  await gone.send(input);
  const sent = setUp(user, 'done');
  await sent.send(input);
  expect([...gone.mails, ...sent.mails]).toEqual([]);
});

test('mails an offered membership: a user signs in, everybody else sets a password', async () => {
  const offer = { offerId: 'off_01ARZ3NDEKTSV4RRFFQ69G5FAV', version: 1 };
  const more = { offeredBy: 'Ada Admin', expiresAt: '2026-03-14T10:00:00.000Z' };
  const texts: string[] = [];
  for (const isUser of [true, false]) {
    const { send, mails } = setUp({ ...user, offer: { ...offer, ...more, isUser } });
    await send({ ...input, template: 'membership-offer', userId: '', offerId: offer.offerId });
    texts.push(`${mails[0]?.template ?? ''} ${mails[0]?.text ?? ''}`);
  }
  expect(texts[0]).toMatch(/^membership-offer [^]*https:\/\/usher\.example\/memberships\n/);
  expect(texts[0]).not.toContain('token=');
  expect(texts[1]).toMatch(/^set-password [^]*\/set-password\?token=v1\.off_/);
});

test('mails an address that was typed on a public page what is known of it, and keeps no address', async () => {
  const requestId = 'apl_01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const invitationId = requestId.replace('apl_', 'inv_');
  const claimed: string[] = [];
  const common = { requestId, slug: 'acme-open', brand: {}, expiresAt: '2026-03-14T10:00:00.000Z' };
  const texts: string[] = [];
  for (const known of [
    { kind: 'new' },
    { kind: 'invited', invitationId, tokenVersion: 2 },
    { kind: 'pending' },
    { kind: 'partner' },
  ] as const) {
    const to = { email: 'nora@borealis.example', locale: 'en' };
    const { send, mails } = setUp({ ...user, to, apply: { ...common, known } }, 'send', claimed);
    await send({ ...input, template: 'apply-link', userId: '', applyRequestId: requestId });
    texts.push(mails[0]?.text ?? '');
  }
  expect(texts[0]).toMatch(
    /https:\/\/usher\.example\/apply\/acme-open\/form\?token=v1\.apl_\S+\n[^]*24 hours/,
  );
  expect(texts[1]).toMatch(/https:\/\/usher\.example\/invitation\?token=v1\.inv_\S+\.2\./);
  expect(texts[2]).not.toMatch(/http|24 hours/);
  expect(texts[3]).toMatch(/https:\/\/usher\.example\/sign-in\n/);
  expect(claimed).toEqual(['', '', '', '']);
});
