import type { UserEmailInput } from '../workflows/contract';
import { renderEmail } from '../templates/render';
import { renderSample } from '../templates/sample';
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

function letterTo(input: UserEmailInput, data: UserLetterData, deps: Deps): Letter {
  const { messageId, template } = input;
  const { to, sample } = data;
  const locale = sample?.locale ?? to.locale ?? 'en';
  return {
    messageId,
    template,
    to,
    mail: () => ({
      messageId,
      template,
      locale,
      to: { email: to.email, ...(to.name && { name: to.name }) },
      from: deps.mailFrom,
      ...(sample ? sampleOf(input, data, sample, deps) : passwordEmail(input, data, locale, deps)),
    }),
  };
}

function passwordEmail({ userId }: UserEmailInput, data: UserLetterData, locale: string, { links }: Deps) {
  return renderEmail('set-password', locale, {
    inviterAccountName: data.accountName,
    brand: {},
    contactFirstName: data.to.firstName,
    contactLastName: data.to.lastName,
    link: links.setPasswordLink(userId, data.passwordVersion, data.to.email),
  });
}

function sampleOf(
  { template }: UserEmailInput,
  { to, accountName }: UserLetterData,
  { brand, texts, locale }: NonNullable<UserLetterData['sample']>,
  { links }: Deps,
) {
  const sender = { inviterName: to.name ?? accountName, inviterAccountName: accountName };
  return renderSample(template, locale, texts, { ...sender, link: links.signInLink(), brand });
}
