import type { Request } from 'express';
import type { PreviewMessage } from '../../domain/email/preview-message';
import { may } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';
import { isLocal } from '../http/limits/loopback';
import { callerOfSession } from '../http/authenticate';
import { Problem } from '../http/problem';

/**
 * Nobody but the reader of an e-mail holds its link: a link that sets a password, makes a person or answers in
 * somebody's name is shown to no administrator. So only these are, whose links open nothing without a sign-in.
 */
const OPENS_NOTHING: ReadonlySet<string> = new Set([
  'accepted-notice',
  'api-key-expires',
  'application-rejected',
  'approval-reminder',
  'approval-requested',
  'assigned-notice',
  'decision-overdue',
  'declined-notice',
  'delivery-failed-notice',
  'digest',
  'expired-notice',
  'link-requested-notice',
  'partner-user-added',
  'partnership-notice',
  'provisioning-failed-notice',
  'share-notification-admin',
]);

type Narrow = (messages: readonly PreviewMessage[]) => Promise<PreviewMessage[]>;

/**
 * What a reader of the preview inbox gets to see: whoever sits at this machine everything, an administrator who is
 * signed in elsewhere the e-mails of the own account that make nobody somebody else.
 *
 * @throws {@link Problem} 404 for everybody else, as if there were no inbox
 */
export async function readableBy(deps: ApiDeps, request: Request): Promise<Narrow> {
  const { headers, socket } = request;
  if (isLocal({ headers, remoteAddress: socket.remoteAddress }))
    return (messages) => Promise.resolve([...messages]);
  const caller = await callerOfSession(deps, request);
  if (caller === undefined || !may(caller, 'users:write')) throw new Problem('not-found');
  return async (messages) => {
    const harmless = messages.filter(({ template }) => OPENS_NOTHING.has(template));
    const own = await deps.stores.outbox.ownedBy(
      caller.accountId,
      harmless.map(({ id }) => id),
    );
    return harmless.filter(({ id }) => own.has(id));
  };
}
