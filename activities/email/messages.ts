import { log } from '@temporalio/activity';
import { messageIdOf, wordedAs, type EmailTemplate, type SendEmailInput } from '../../workflows/contract';
import type { TemplateProblem } from '../../templates/check-template';
import { oneLine } from '../../templates/compile';
import { localeChain, shippedLocale } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import type {
  ActivityDependencies,
  InvitationEmailData,
  LinkMaker,
  Mail,
  Recipient,
  RecipientGroup,
} from '../../domain/ports';

/** One e-mail to one person; `mail` renders it. */
export interface EmailMessage {
  readonly messageId: string;
  readonly template: EmailTemplate;
  readonly to: Recipient;
  mail(): Mail | Promise<Mail>;
}

type Audience = 'contact' | 'inviter' | 'inviterAndRetriers' | Exclude<RecipientGroup, 'retriers'>;

const AUDIENCES: Readonly<Record<EmailTemplate, Audience>> = {
  invitation: 'contact',
  reminder: 'contact',
  'new-link': 'contact',
  'share-notification': 'contact',
  'share-notification-admin': 'receivingAdmins',
  'partnership-notice': 'joiningAdmins',
  'partner-user-added': 'joiningAdmins',
  'accepted-notice': 'inviter',
  'declined-notice': 'inviter',
  'expired-notice': 'inviter',
  'link-requested-notice': 'inviter',
  'delivery-failed-notice': 'inviter',
  'provisioning-failed-notice': 'inviterAndRetriers',
  'approval-requested': 'approvers',
  'approval-reminder': 'approvers',
  'assigned-notice': 'assignee',
  'decision-overdue': 'administrators',
  welcome: 'contact',
  'application-returned': 'contact',
  'returned-reminder': 'contact',
  'application-rejected': 'contact',
  'set-password': 'contact',
  'membership-offer': 'contact',
  'apply-link': 'contact',
  digest: 'contact',
  'api-key-expires': 'contact',
};

/** Whom the messages may go to besides the contact and the inviter. */
export function groupsOf({ messages }: Pick<SendEmailInput, 'messages'>): RecipientGroup[] {
  return messages.flatMap(({ template }): RecipientGroup[] => {
    if (template === 'invitation') return ['receivingAdmins'];
    if (TELLS_OF_ACCEPTANCE.includes(template)) return ['joiningAdmins'];
    const audience = AUDIENCES[template];
    if (audience === 'inviterAndRetriers') return ['retriers'];
    return audience === 'contact' || audience === 'inviter' ? [] : [audience];
  });
}

/** Longest name shown beside an address; longer ones are cut. */
const MAX_NAME_LENGTH = 100;

/**
 * The messages behind the workflow's requests, one per person. An invitation to somebody who is a user
 * already becomes a notification to that user and to the administrators of the user's account; an acceptance is
 * told to the administrators of the account that it commits, if it was there before.
 */
export function emailMessagesOf(
  input: SendEmailInput,
  data: InvitationEmailData,
  deps: Pick<ActivityDependencies, 'links' | 'mailFrom'>,
): EmailMessage[] {
  const messages = input.messages.flatMap(({ messageId, template }) => {
    const message = (actual: EmailTemplate, to: Recipient, id: string): EmailMessage => ({
      messageId: id,
      template: actual,
      to,
      mail: () => composeMail(id, actual, to, { input, data, ...deps }),
    });
    const toEach = (actual: EmailTemplate, people: readonly Recipient[]) =>
      people.map((person, index) => message(actual, person, `${messageId}.${person.userId ?? index}`));

    const { contact } = data;
    if (template === 'invitation' && contact.userId !== undefined) {
      const others = data.receivingAdmins.filter((admin) => admin.userId !== contact.userId);
      return [
        message('share-notification', contact, messageId),
        ...toEach('share-notification-admin', others),
      ];
    }
    const audience = AUDIENCES[template];
    const committed = TELLS_OF_ACCEPTANCE.includes(template) ? noticesOf(input, data, message) : [];
    if (audience === 'contact' || audience === 'inviter')
      return [message(template, data[audience], messageId), ...committed];
    if (audience === 'inviterAndRetriers')
      return [message(template, data.inviter, messageId), ...toEach(template, helpersOf(input, data))];
    return toEach(template, data[audience]);
  });
  // An inviter whose user was deleted has no address any more.
  return messages.filter(({ to }) => to.email !== '');
}

/** Nobody who stands for the invitation has the rank of the role that the partner is to get. */
const needsHigherRank = ({ failureType }: SendEmailInput) => failureType === 'RoleCeiling';

/** Who else is told that provisioning waits, because whoever is responsible cannot have it tried again. */
function helpersOf(input: SendEmailInput, { inviter, retriers }: InvitationEmailData): Recipient[] {
  const others = retriers.filter(({ userId }) => userId !== inviter.userId);
  return needsHigherRank(input) || others.length === retriers.length ? others : [];
}

/** The first of them that knows the account tells its administrators; the outbox keeps the second from it. */
const TELLS_OF_ACCEPTANCE: readonly EmailTemplate[] = ['accepted-notice', 'welcome'];

function noticesOf(
  { added }: SendEmailInput,
  { invitationId, joiningAdmins }: InvitationEmailData,
  message: (template: EmailTemplate, to: Recipient, messageId: string) => EmailMessage,
): EmailMessage[] {
  const notice = added === true ? 'partner-user-added' : 'partnership-notice';
  return joiningAdmins.map((admin, index) =>
    message(notice, admin, messageIdOf(invitationId, notice, admin.userId ?? index)),
  );
}

interface Occasion extends Pick<ActivityDependencies, 'links' | 'mailFrom'> {
  readonly input: SendEmailInput;
  readonly data: InvitationEmailData;
}

function composeMail(messageId: string, template: EmailTemplate, to: Recipient, occasion: Occasion): Mail {
  const { data, mailFrom } = occasion;
  const values = { ...wordsOf(template, occasion), ...linksOf(template, to.email, occasion) };
  const { locale, override } = wordingFor(template, to.locale ?? languageOf(template, data), data);
  const name = oneLine(to.name ?? '', MAX_NAME_LENGTH);
  const { senderName: ownName, replyTo } = values.brand;
  const senderName = oneLine(ownName ?? mailFrom.name ?? '', MAX_NAME_LENGTH);
  return {
    messageId,
    template,
    invitationId: data.invitationId,
    locale,
    to: { email: to.email, ...(name && { name }) },
    from: { email: mailFrom.email, ...(senderName && { name: senderName }) },
    ...(replyTo && { replyTo }),
    ...renderEmail(template, locale, values, override, passedOver(data.accountId, template, locale)),
    ...(AUDIENCES[template] === 'contact' && { headers: oneClickUnsubscribe(to.email, occasion) }),
  };
}

/** Saved before the rules were what they are, or past them: the shipped text goes out instead. */
function passedOver(accountId: string, template: EmailTemplate, locale: string) {
  return (problems: readonly TemplateProblem[]): void => {
    const reasons = problems.map(({ field, detail }) => `${field} ${detail}`);
    log.warn('An own e-mail template was passed over', { accountId, template, locale, reasons });
  };
}

/** Contacts are written to in the invitation's language; users in English, unless they chose a language. */
function languageOf(template: EmailTemplate, data: InvitationEmailData): string {
  return AUDIENCES[template] === 'contact' ? data.locale : 'en';
}

/** The program's own text where it has one for the language or a wider one, and the language it is in. */
function wordingFor(template: EmailTemplate, tag: string, data: InvitationEmailData) {
  const shipped = shippedLocale(tag);
  const named = wordedAs(template);
  if (named === undefined) return { locale: shipped, override: undefined };
  for (const locale of [...localeChain(tag), shipped]) {
    const override = data.override(named, locale);
    if (override) return { locale, override };
  }
  return { locale: shipped, override: undefined };
}

const GIVES_REASON: readonly EmailTemplate[] = [
  'declined-notice',
  'application-returned',
  'returned-reminder',
  'application-rejected',
];

/** Message and reason go only where they were meant to be read. */
function wordsOf(template: EmailTemplate, { input, data }: Occasion) {
  const givesReason = GIVES_REASON.includes(template);
  return {
    partnerName: data.partnerName,
    contactFirstName: data.contact.firstName,
    contactLastName: data.contact.lastName,
    inviterName: data.inviter.name ?? data.inviterAccountName,
    inviterAccountName: data.inviterAccountName,
    message: AUDIENCES[template] === 'contact' ? data.message : undefined,
    reason: givesReason ? data.reason : undefined,
    expiresOn: input.expiresAt,
    needsPassword: data.setPassword !== undefined,
    hasUser: data.contact.userId !== undefined,
    needsHigherRank: needsHigherRank(input),
    applied: data.applied,
    brand: brandFor(template, data),
  };
}

/**
 * What Usher tells the administrators of another account is in nobody's name but Usher's, answers go to nobody else,
 * and opening it loads nothing: a sender who saw that would know that there is somebody to tell.
 */
function brandFor(template: EmailTemplate, { brand }: InvitationEmailData): InvitationEmailData['brand'] {
  if (!OTHERS.includes(AUDIENCES[template])) return brand;
  return { color: brand.color };
}

const OTHERS: readonly Audience[] = ['receivingAdmins', 'joiningAdmins'];

interface Links {
  readonly notificationsLink?: string;
  readonly link: string;
  readonly declineLink: string;
  readonly unsubscribeLink: string;
}

/** Links that hold a token go to the contact alone, and are good for the address they go to alone. */
function linksOf(template: EmailTemplate, address: string, { input, data, links }: Occasion): Links {
  const { invitationId } = data;
  const only = (link: string): Links => ({ link, declineLink: '', unsubscribeLink: '' });
  switch (template) {
    case 'invitation':
    case 'reminder':
    case 'new-link':
    case 'share-notification':
    case 'application-returned':
    case 'returned-reminder':
      return {
        link: links.invitationLink(invitationId, input.tokenVersion, address),
        declineLink: links.declineLink(invitationId, input.tokenVersion, address),
        unsubscribeLink: links.unsubscribeLink(invitationId, address),
      };
    case 'welcome':
    case 'set-password':
      return only(passwordLink(data, address, links));
    case 'membership-offer':
      return only(links.membershipsPage());
    case 'apply-link':
    case 'application-rejected':
      return only(links.signInLink());
    case 'digest':
      return only(links.explorerPage());
    case 'api-key-expires':
      return only(links.apiKeysPage());
    case 'share-notification-admin':
    case 'partnership-notice':
    case 'partner-user-added':
    case 'assigned-notice':
      return only(links.invitationPage(invitationId));
    case 'link-requested-notice':
    case 'accepted-notice':
    case 'declined-notice':
    case 'expired-notice':
    case 'delivery-failed-notice':
    case 'provisioning-failed-notice':
    case 'approval-requested':
    case 'approval-reminder':
    case 'decision-overdue':
      return { ...only(pageOf(template, invitationId, links)), notificationsLink: links.notificationsPage() };
  }
}

/** The page of the invitation; for whoever is to invite again with that form open. */
function pageOf(template: EmailTemplate, invitationId: string, links: LinkMaker): string {
  const page = links.invitationPage(invitationId);
  return template === 'link-requested-notice' ? `${page}?do=reinvite` : page;
}

function passwordLink({ setPassword }: InvitationEmailData, address: string, links: LinkMaker): string {
  if (setPassword === undefined) return links.signInLink();
  return links.setPasswordLink(setPassword.userId, setPassword.passwordVersion, address);
}

/**
 * Headers of RFC 2369 and RFC 8058: the mail client's own unsubscribe button, which needs no page. It stops the
 * reminders of this vendor and nothing else.
 */
function oneClickUnsubscribe(address: string, { data, links }: Occasion): Record<string, string> {
  const link = links.unsubscribeLink(data.invitationId, address);
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
