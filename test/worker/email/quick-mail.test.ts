import { setTimeout as pause } from 'node:timers/promises';
import { quickSendEmail } from '../../../worker/email/quick-mail';
import type { SendEmailInput } from '../../../workflows/contract';

const INPUT: SendEmailInput = {
  invitationId: 'inv_1',
  messages: [{ messageId: 'inv_1.invitation.1', template: 'invitation' }],
  tokenVersion: 1,
  expiresAt: '2030-01-01T00:00:00.000Z',
};

/** Sends several e-mails at once; whether each was taken. */
async function send(sendEmail: (input: SendEmailInput) => Promise<void>, times: number): Promise<boolean[]> {
  const results = await Promise.allSettled(Array.from({ length: times }, () => sendEmail(INPUT)));
  return results.map(({ status }) => status === 'fulfilled');
}

it('takes no more e-mails in a second than its pace; the others go by the queue', async () => {
  const sent: SendEmailInput[] = [];
  const quick = quickSendEmail((input) => Promise.resolve(void sent.push(input)), { perSecond: 3 });
  expect((await send(quick, 5)).filter((isTaken) => isTaken)).toHaveLength(3);
  expect(sent).toHaveLength(3);
  await expect(quick(INPUT)).rejects.toMatchObject({ type: 'EmailDeferred', nonRetryable: false });
});

it('leaves a provider that was slow to the queue', async () => {
  const quick = quickSendEmail(() => pause(30), { slowMs: 20 });
  expect(await send(quick, 1)).toEqual([true]);
  expect(await send(quick, 1)).toEqual([false]);
});

it('asks a provider that fails at once again', async () => {
  const quick = quickSendEmail(() => Promise.reject(new Error('away')));
  await expect(quick(INPUT)).rejects.toThrow('away');
  await expect(quick(INPUT)).rejects.toThrow('away');
});
