import type { UserEmailInput } from '../../workflows/contract';
import { renderEmail } from '../../templates/render';
import { renderSample } from '../../templates/sample';
import { conclude, deliverOnce } from './delivery';
import { belowCeiling } from './hold-message';
import type { EmailMessage } from './messages';
import { sendDigest } from './send-digest';
import type { ActivityDependencies, UserEmailData } from '../../domain/ports';

type Deps = Pick<
  ActivityDependencies,
  'allowance' | 'userEmailData' | 'outbox' | 'mailer' | 'links' | 'mailFrom' | 'digests'
>;

/**
 * Sends one e-mail to one user, or about one membership offer. Who is gone gets none, and that is no failure.
 *
 * Safe to retry: the outbox remembers the message.
 */
export function createSendUserEmail(deps: Deps): (input: UserEmailInput) => Promise<void> {
  return async (input) => {
    if (input.template === 'digest' && input.sample === undefined) return sendDigest(deps, input);
    const data = await deps.userEmailData.userEmailData(input);
    if (data === undefined) return;
    const message = letterTo(input, data, deps);
    const owner = { accountId: input.accountId, keepsAddress: data.apply === undefined };
    const send = () => deliverOnce(deps, message, owner);
    conclude([await (data.offer || data.apply ? belowCeiling(deps, message, send) : send())]);
  };
}

function letterTo(input: UserEmailInput, data: UserEmailData, deps: Deps): EmailMessage {
  const { messageId } = input;
  const { to, sample, offer } = data;
  const template = offer?.isUser === false ? 'set-password' : input.template;
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
      ...(sample ? sampleOf(input, data, sample, deps) : ownEmail(input, data, locale, deps)),
    }),
  };
}

function ownEmail({ userId }: UserEmailInput, data: UserEmailData, locale: string, { links }: Deps) {
  const { to, accountName, passwordVersion, offer, apply, apiKey } = data;
  if (apply !== undefined) return applyEmail(data, apply, locale, links);
  const common = {
    inviterAccountName: accountName,
    brand: {},
    contactFirstName: to.firstName,
    contactLastName: to.lastName,
  };
  if (apiKey !== undefined) {
    const { name: keyName, prefix: keyPrefix, expiresAt: expiresOn } = apiKey;
    const link = links.apiKeysPage();
    return renderEmail('api-key-expires', locale, { ...common, keyName, keyPrefix, expiresOn, link });
  }
  if (offer?.isUser === true) {
    const { offeredBy: inviterName, expiresAt: expiresOn } = offer;
    const link = links.membershipsPage();
    return renderEmail('membership-offer', locale, { ...common, inviterName, expiresOn, link });
  }
  const link = offer
    ? links.membershipOfferLink(offer.offerId, offer.version, to.email)
    : links.setPasswordLink(userId, passwordVersion, to.email);
  return renderEmail('set-password', locale, { ...common, link });
}

/** The one mail of a public page, whoever the address belongs to: what is known of it is for its owner alone. */
function applyEmail(
  { to, accountName }: UserEmailData,
  { requestId, slug, brand, known, expiresAt }: NonNullable<UserEmailData['apply']>,
  locale: string,
  links: Deps['links'],
) {
  const linkOf = {
    new: () => links.applicationLink(slug, requestId, to.email),
    invited: () =>
      known.kind === 'invited' ? links.invitationLink(known.invitationId, known.tokenVersion, to.email) : '',
    pending: () => undefined,
    partner: () => links.signInLink(),
  };
  return renderEmail('apply-link', locale, {
    inviterAccountName: accountName,
    brand,
    link: linkOf[known.kind](),
    ...(known.kind === 'new' && { expiresOn: expiresAt }),
    isInvited: known.kind === 'invited',
    isPending: known.kind === 'pending',
    isPartner: known.kind === 'partner',
  });
}

function sampleOf(
  { template }: UserEmailInput,
  { to, accountName }: UserEmailData,
  { brand, texts, locale }: NonNullable<UserEmailData['sample']>,
  { links }: Deps,
) {
  const sender = { inviterName: to.name ?? accountName, inviterAccountName: accountName };
  return renderSample(template, locale, texts, { ...sender, link: links.signInLink(), brand });
}
