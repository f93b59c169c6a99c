import { conclude, deliverOnce } from './delivery';
import type { EmailMessage } from './messages';
import { renderEmail } from '../../templates/render';
import { digestTexts } from '../../templates/digest';
import type { ActivityDependencies, Mail, UserEmailData } from '../../domain/ports';
import type { DigestRef } from '../../domain/notifications/notices';
import type { UserEmailInput } from '../../workflows/contract';

type Deps = Pick<
  ActivityDependencies,
  'allowance' | 'userEmailData' | 'outbox' | 'mailer' | 'links' | 'mailFrom' | 'digests'
>;

/**
 * Sends one digest and forgets what it said. What it says is fixed once the outbox has let this attempt send it; what
 * came too late for that leaves with the next one.
 */
export async function sendDigest(deps: Deps, input: UserEmailInput): Promise<void> {
  const { messageId: digestId, accountId, userId } = input;
  const digest = { digestId, accountId, userId };
  const data = await deps.userEmailData.userEmailData(input);
  if (data === undefined) return deps.digests.drop(digestId);
  if (await deps.digests.isEmpty(digestId)) return deps.digests.finish(digest);
  // It counts, but the day's news are never held back.
  const isCounted = await deps.allowance.takeNotice(accountId);
  const delivery = await deliverOnce(deps, messageOf(digest, data, deps), { accountId });
  if (isCounted && delivery.outcome !== 'sent') await deps.allowance.giveBackNotice(accountId);
  if (delivery.outcome !== 'later') await deps.digests.finish(digest);
  conclude([delivery]);
}

function messageOf(digest: DigestRef, data: UserEmailData, deps: Deps): EmailMessage {
  const { to } = data;
  const locale = to.locale ?? 'en';
  const { digestId: messageId } = digest;
  return {
    messageId,
    template: 'digest',
    to,
    mail: async (): Promise<Mail> => ({
      messageId,
      template: 'digest',
      locale,
      to: { email: to.email, ...(to.name && { name: to.name }) },
      from: deps.mailFrom,
      ...renderEmail('digest', locale, {
        inviterAccountName: data.accountName,
        brand: {},
        contactFirstName: to.firstName,
        contactLastName: to.lastName,
        link: deps.links.explorerPage(),
        notificationsLink: deps.links.notificationsPage(),
        ...digestTexts(await deps.digests.take(digest), locale),
      }),
    }),
  };
}
