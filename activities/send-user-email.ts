import type { UserEmailInput } from '../workflows/contract';
import { renderEmail } from '../templates/render';
import { conclude, deliverOnce } from './delivery';
import type { Letter } from './letters';
import type { ActivityDependencies, UserLetterData } from './ports';

type Deps = Pick<ActivityDependencies, 'userLetters' | 'outbox' | 'mailer' | 'links' | 'mailFrom'>;

/**
 * Sends one e-mail to one user. A user who is gone gets none, and that is no failure.
 *
 * Safe to retry: the outbox remembers the message.
 */
export function createSendUserEmail(deps: Deps): (input: UserEmailInput) => Promise<void> {
  return async (input) => {
    const data = await deps.userLetters.userLetter(input);
    if (data === undefined) return;
    conclude([await deliverOnce(deps, letterTo(input, data, deps), { accountId: input.accountId })]);
  };
}

function letterTo(input: UserEmailInput, data: UserLetterData, { links, mailFrom }: Deps): Letter {
  const { messageId, template, userId } = input;
  const { to, accountName, passwordVersion } = data;
  const values = {
    inviterAccountName: accountName,
    brand: {},
    contactFirstName: to.firstName,
    contactLastName: to.lastName,
    link: links.setPasswordLink(userId, passwordVersion),
  };
  const locale = to.locale ?? 'en';
  return {
    messageId,
    template,
    to,
    mail: () => ({
      messageId,
      template,
      locale,
      to: { email: to.email, ...(to.name && { name: to.name }) },
      from: mailFrom,
      ...renderEmail(template, locale, values),
    }),
  };
}
