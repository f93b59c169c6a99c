import type { Mail } from '../../../domain/ports';

/** A complete e-mail; its name and subject are hard to put into headers. */
export const sampleMail: Mail = {
  messageId: 'inv_01.reminder.7',
  template: 'reminder',
  invitationId: 'inv_01',
  locale: 'en',
  to: { email: 'Nora.Lind@example.com', name: 'Nora "N" Lind, Ünïted' },
  from: { email: 'usher@usher.example', name: 'Acme Partners' },
  replyTo: 'partners@acme.example',
  subject: 'Grüße, Acme & Söhne',
  html: `<p><a class="x" href="https://usher.example/invitation?token&#x3D;v1&amp;x=1">Go</a> <a href='https://usher.example/b'>b</a> <a href="#">c</a></p>`,
  text: 'Grüße\nhttps://usher.example/invitation?token=v1&x=1\n',
  headers: {
    'List-Unsubscribe': '<https://usher.example/unsubscribe?token=v1>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};

/** What a failed send threw; checks that it quotes neither address nor name nor the provider. */
export async function thrownBy(send: Promise<void>): Promise<Error> {
  const error: unknown = await send.then(
    () => new Error('it was sent'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  const { message, stack } = error as Error;
  expect(`${message} ${stack}`).not.toMatch(/example\.com|Lind|quoted|SG\./);
  return error as Error;
}
