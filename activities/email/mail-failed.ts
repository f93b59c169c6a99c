/**
 * A send that may work later. Its code is a fixed word such as `ECONNRESET` or `HTTP_503`; the message
 * holds nothing of what the provider said, which may quote addresses.
 */
export class MailFailedError extends Error {
  override readonly name = 'MailFailedError';
  constructor(readonly code: string) {
    super(`The e-mail could not be handed over (${code}).`);
  }
}
