import { ApplicationFailure } from '@temporalio/common';
import { failureOf, isReminder, type SendEmailInput } from '../../workflows/contract';
import { codeOf, conclude, deliverOnce, settled, type Delivery } from './delivery';
import { asCourtesy, belowCeiling, withinAllowance } from './hold-message';
import { emailMessagesOf, groupsOf, type EmailMessage } from './messages';
import { asNotice, wishesAbout, type Wishes } from './notices';
import { isQuickTry } from '../quick-try';
import { forEachAtOnce } from '../../domain/for-each-at-once';
import type { ActivityDependencies, InvitationEmailData } from '../../domain/ports';

type Deps = Pick<
  ActivityDependencies,
  'emailData' | 'outbox' | 'mailer' | 'links' | 'mailFrom' | 'allowance' | 'notices'
>;

/** No e-mail is begun later than this into an attempt: with a mailer's 15 s it still ends within 30 s. */
const BEGIN_WITHIN_MS = 12_000;

/** In a quick try, which lasts a second and a half. */
const BEGIN_QUICKLY_WITHIN_MS = 1_000;

/** Approvers and administrators are written to side by side, few enough for any provider. */
const AT_ONCE = 4;

/**
 * Sends the e-mails of one moment in an invitation's life.
 *
 * Safe to retry: every message is claimed in the outbox first, so one that left is not sent again; only a
 * crash between the provider's answer and our note of it can send a message a second time.
 */
export function createSendEmail(deps: Deps): (input: SendEmailInput) => Promise<void> {
  return async (input) => {
    const data = await load(deps, input);
    if (data === undefined) throw failureOf({ type: 'InvitationMissing' });
    const startedAt = performance.now();
    const beginWithinMs = isQuickTry() ? BEGIN_QUICKLY_WITHIN_MS : BEGIN_WITHIN_MS;
    const mayBegin = () => performance.now() - startedAt < beginWithinMs;
    const messages = emailMessagesOf(input, data, deps).filter(
      (message) => !isUnwanted(message, input, data),
    );
    const occasion = { input, data, wishes: await wishesAbout(deps, messages) };
    const deliveries: Delivery[] = [];
    await forEachAtOnce(messages, AT_ONCE, async (message) => {
      deliveries.push(mayBegin() ? await deliver(deps, message, occasion) : { message, outcome: 'later' });
    });
    conclude(deliveries);
  };
}

async function load({ emailData }: Deps, input: SendEmailInput): Promise<InvitationEmailData | undefined> {
  try {
    const { invitationId, reasonRef, partnerAccountId } = input;
    return await emailData.emailData(invitationId, { reasonRef, partnerAccountId, groups: groupsOf(input) });
  } catch (error) {
    throw ApplicationFailure.retryable('The invitation could not be read.', 'EmailFailed', codeOf(error));
  }
}

/** Who pressed unsubscribe is reminded only when they ask for it; who bounced or complained, never. */
function isUnwanted(
  { template, messageId }: EmailMessage,
  input: SendEmailInput,
  data: InvitationEmailData,
): boolean {
  if (!isReminder(template)) return false;
  const request = input.messages.find((one) => one.messageId === messageId);
  return request?.askedFor === true ? data.undeliverable : data.suppressed;
}

/**
 * The first invitation to an address that bounced or complained fails visibly; a resend is the inviter's explicit
 * wish. Who only stopped reminders is still invited.
 */
function isSuppressed({ template }: EmailMessage, input: SendEmailInput, data: InvitationEmailData): boolean {
  const isFirst = template === 'invitation' || template === 'share-notification';
  return data.undeliverable && isFirst && input.tokenVersion <= 1;
}

interface Occasion {
  readonly input: SendEmailInput;
  readonly data: InvitationEmailData;
  readonly wishes: Wishes;
}

function deliver(deps: Deps, message: EmailMessage, { input, data, wishes }: Occasion): Promise<Delivery> {
  if (isSuppressed(message, input, data)) return settled(deps, message, 'refused');
  const { invitationId, accountId } = data;
  const send = () => deliverOnce(deps, message, { invitationId, accountId });
  switch (message.template) {
    case 'reminder':
    case 'returned-reminder':
      return withinAllowance(deps, message, accountId, () => belowCeiling(deps, message, send));
    // The account's own allowance was taken when the link was asked for.
    case 'invitation':
    case 'new-link':
    case 'share-notification':
    case 'application-returned':
      return belowCeiling(deps, message, send);
    case 'share-notification-admin':
      return asCourtesy(deps, message, accountId, send);
    case 'accepted-notice':
    case 'approval-reminder':
    case 'assigned-notice':
    case 'approval-requested':
    case 'decision-overdue':
    case 'declined-notice':
    case 'delivery-failed-notice':
    case 'provisioning-failed-notice':
    case 'expired-notice':
    case 'link-requested-notice':
      return asNotice(deps, message, data, wishes(message));
    case 'application-rejected':
    case 'digest':
    case 'api-key-expires':
    case 'partnership-notice':
    case 'partner-user-added':
    case 'membership-offer':
    case 'apply-link':
    case 'set-password':
    case 'welcome':
      return send();
  }
}
