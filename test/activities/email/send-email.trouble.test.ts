import { MailDeferredError, MailRefusedError } from '../../../domain/ports';
import { createSendEmail } from '../../../activities/email/send-email';
import { failureOf, input, world } from '../../support/activities/send-email-world';

describe('sendEmail in trouble', () => {
  it('fails for good when the invitation is gone', async () => {
    const failure = await failureOf(world({ missing: true }).sendEmail(input('invitation')));
    expect(failure).toMatchObject({ type: 'InvitationMissing', nonRetryable: true });
  });

  it('fails for good when the provider refuses, on every repetition', async () => {
    const { sendEmail } = world({
      trouble: { 'Nora@example.com': new MailRefusedError('no nora@example.com') },
    });
    for (const _ of [1, 2]) {
      expect(await failureOf(sendEmail(input('invitation')))).toMatchObject({
        type: 'EmailRefused',
        nonRetryable: true,
      });
    }
  });

  it('tries every message, then asks to be repeated for those that are left', async () => {
    const { sent, sendEmail, trouble } = world({
      trouble: { 'boss1@acme.example': Object.assign(new Error('boss1 broke'), { code: 'ECONNRESET' }) },
    });
    const failure = await failureOf(sendEmail(input('approval-requested', 'accepted-notice')));
    expect(failure).toMatchObject({ type: 'EmailFailed', nonRetryable: false });
    expect(failure.message).toBe('1 of 3 e-mails could not be handed over yet.');
    expect(failure.details).toEqual([{ codes: ['ECONNRESET'] }]);
    expect(sent).toHaveLength(2);
    delete trouble['boss1@acme.example'];
    await sendEmail(input('approval-requested', 'accepted-notice'));
    expect(sent.map(({ to }) => to.email).sort()).toEqual([
      'ada@acme.example',
      'boss1@acme.example',
      'boss2@acme.example',
    ]);
  });

  it('waits as long as the provider wishes, the longest of its wishes', async () => {
    const { sendEmail } = world({
      trouble: {
        'Nora@example.com': new MailDeferredError('busy', 42_000),
        'ada@acme.example': new MailDeferredError('busy', 7_000),
      },
    });
    expect(await failureOf(sendEmail(input('invitation', 'accepted-notice')))).toMatchObject({
      type: 'EmailDeferred',
      nonRetryable: false,
      nextRetryDelay: 42_000,
    });
  });

  it('comes back soon to a message that another attempt holds', async () => {
    const { sent, sendEmail, outbox } = world();
    outbox.states.set('inv_01.invitation.1', 'sending');
    expect(await failureOf(sendEmail(input('invitation')))).toMatchObject({ type: 'EmailDeferred' });
    expect(sent).toEqual([]);
  });

  it('remembers a refusal although another message has to be repeated', async () => {
    const { sendEmail, trouble } = world({
      trouble: {
        'Nora@example.com': new MailRefusedError('no'),
        'ada@acme.example': new Error('later'),
      },
    });
    expect((await failureOf(sendEmail(input('invitation', 'accepted-notice')))).type).toBe('EmailFailed');
    delete trouble['ada@acme.example'];
    expect((await failureOf(sendEmail(input('invitation', 'accepted-notice')))).type).toBe('EmailRefused');
  });

  it('is content when one of several approvers was reached', async () => {
    const { sendEmail } = world({ trouble: { 'boss1@acme.example': new MailRefusedError('no') } });
    await expect(sendEmail(input('approval-requested'))).resolves.toBeUndefined();
  });

  it.each([
    ['invitation', 'receivingAdmins'],
    ['accepted-notice', 'joiningAdmins'],
  ] as const)(
    'is content with the %s when only an administrator’s copy is refused',
    async (template, who) => {
      const chief = { email: 'chief@borealis.example', userId: 'usr_chief' };
      const contact = { email: 'Nora@example.com', userId: 'usr_nora' };
      const trouble = { [chief.email]: new MailRefusedError('no') };
      const { sent, sendEmail } = world({ data: { contact, [who]: [chief] }, trouble });
      await expect(sendEmail(input(template))).resolves.toBeUndefined();
      expect(sent).toHaveLength(1);
    },
  );

  it('does not fail, and so not send again, when only the note about a sent e-mail is lost', async () => {
    const { sent, sendEmail, outbox } = world();
    outbox.settleFailures = 2;
    await sendEmail(input('invitation'));
    expect(sent).toHaveLength(1);
  });

  it('notes a sent e-mail again when the first note is lost', async () => {
    const { sent, sendEmail, outbox } = world();
    outbox.settleFailures = 1;
    await sendEmail(input('invitation'));
    await sendEmail(input('invitation'));
    expect([sent.length, outbox.states.get('inv_01.invitation.1')]).toEqual([1, 'sent']);
  });

  it('begins nothing that its attempt has no time for, and sends the rest in the next one', async () => {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const approvers = Array.from({ length: 9 }, (_, n) => ({ email: `boss${n}@acme.example` }));
    // Each provider’s answer takes as long as its own time limit allows.
    const { sent, sendEmail } = world({ data: { approvers }, onSend: () => (now += 13_000) });
    expect((await failureOf(sendEmail(input('approval-requested')))).type).toBe('EmailFailed');
    expect(sent).toHaveLength(4);
    await failureOf(sendEmail(input('approval-requested')));
    await sendEmail(input('approval-requested'));
    clock.mockRestore();
    expect(new Set(sent.map(({ to }) => to.email))).toEqual(new Set(approvers.map(({ email }) => email)));
    expect(sent).toHaveLength(9);
  });

  it('says nothing personal when the database fails', async () => {
    const sendEmail = createSendEmail({
      ...({} as Parameters<typeof createSendEmail>[0]),
      emailData: { emailData: () => Promise.reject(new Error('E11000 { email: "nora@example.com" }')) },
    });
    expect(await failureOf(sendEmail(input('invitation')))).toMatchObject({
      type: 'EmailFailed',
      nonRetryable: false,
    });
  });
});
