import { ApplicationFailure } from '@temporalio/common';
import { codeOf, deliverOnce, type Admission, type Delivery } from './delivery';
import type { EmailMessage } from './messages';
import { nextDigestAt, NOTICES_AT_ONCE } from '../../domain/notifications/digest-time';
import {
  DEFAULT_NOTIFICATIONS,
  needsSomebody,
  noticeKindOf,
  type NoticeKind,
  type NoticePace,
} from '../../domain/notifications/kinds';
import type { Notice } from '../../domain/notifications/notices';
import type { ActivityDependencies, InvitationEmailData } from '../../domain/ports';

type Deps = Pick<ActivityDependencies, 'allowance' | 'mailer' | 'notices' | 'outbox'>;

/** How the recipient of a notice wants to be told, and by whose clock. */
export interface Wish {
  readonly kind: NoticeKind;
  readonly pace: NoticePace;
  readonly timeZone: string;
}

/** The wish about a message; none about what is no notice to a user. */
export type Wishes = (message: EmailMessage) => Wish | undefined;

/**
 * Reads what the recipients of these messages have chosen. Of a notice that somebody has to hear of, those who muted
 * it are told all the same where nobody else is.
 */
export async function wishesAbout(deps: Deps, messages: readonly EmailMessage[]): Promise<Wishes> {
  const people = messages.flatMap(({ template, to }) =>
    noticeKindOf(template) !== undefined && to.userId !== undefined ? [to.userId] : [],
  );
  if (people.length === 0) return () => undefined;
  const settings = await deps.notices.settingsOf(people).catch((error: unknown) => {
    throw ApplicationFailure.retryable('The wishes could not be read.', 'EmailFailed', codeOf(error));
  });
  const chosen: Wishes = ({ template, to: { userId } }) => {
    const kind = noticeKindOf(template);
    if (kind === undefined || userId === undefined) return undefined;
    const { kinds, timeZone } = settings.get(userId) ?? DEFAULT_NOTIFICATIONS;
    return { kind, pace: kinds[kind], timeZone };
  };
  const heard = new Set(
    messages.filter((message) => chosen(message)?.pace !== 'never').map(({ template }) => template),
  );
  return (message) => {
    const wish = chosen(message);
    const isLast = wish?.pace === 'never' && needsSomebody(wish.kind) && !heard.has(message.template);
    return isLast ? { ...wish, pace: 'at_once' } : wish;
  };
}

/**
 * Sends a notice now, keeps it for a digest, or leaves it out: as the recipient has chosen, and kept where many come
 * at once or the account may send no more today. Nothing is lost by a repetition, and nothing told twice.
 */
export async function asNotice(
  deps: Deps,
  message: EmailMessage,
  { invitationId, accountId, fromImport = false }: InvitationEmailData,
  wish: Wish | undefined,
): Promise<Delivery> {
  const owner = { invitationId, accountId };
  const { messageId, template, to } = message;
  if (wish === undefined || to.userId === undefined) return deliverOnce(deps, message, owner);
  const notice: Notice = { messageId, template, accountId, invitationId, userId: to.userId, kind: wish.kind };
  const counted = { taken: false };
  const admit: Admission = async () => {
    if (wish.pace === 'never') return 'muted';
    if (await deps.notices.isKept(messageId)) return 'collected';
    const now = new Date();
    const dueAt = await gatheredFor(deps, notice, wish, { now, fromImport });
    counted.taken = dueAt === undefined && (await deps.allowance.takeNotice(accountId));
    if (counted.taken) return 'send';
    await deps.notices.keep(notice, dueAt ?? nextDigestAt(now, wish.timeZone));
    return 'collected';
  };
  const delivery = await deliverOnce(deps, message, owner, admit);
  if (counted.taken && delivery.outcome !== 'sent') {
    await deps.allowance.giveBackNotice(accountId).catch(() => undefined);
  }
  return delivery;
}

/** When the digest leaves that the notice waits for; `undefined` where it leaves by itself. */
async function gatheredFor(
  { notices }: Deps,
  notice: Notice,
  { pace, timeZone }: Wish,
  { now, fromImport }: { readonly now: Date; readonly fromImport: boolean },
): Promise<Date | undefined> {
  if (pace === 'daily') return nextDigestAt(now, timeZone);
  const { count, endsAt } = await notices.count(notice, now);
  // The rows of a file were invited together and expire together.
  const comesWithOthers = fromImport && notice.kind === 'expired';
  return comesWithOthers || count > NOTICES_AT_ONCE ? endsAt : undefined;
}
