import type { UserDoc } from '../../models';
import { hashPassword, SET_PASSWORD_LINK_MS } from '../../models';
import { messageIdOf } from '../../workflows/contract';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';

/**
 * Mails a link to set a password, in the name of the account, and kills every such link sent before. The
 * link lives three days and opens once.
 *
 * @throws {@link Problem} 503 when nothing was mailed
 */
export async function inviteUserToSetPassword(
  deps: ApiDeps,
  { _id: userId }: Pick<UserDoc, '_id'>,
  accountId: string,
): Promise<void> {
  // Somebody who is gone gets the same treatment: the e-mail then finds nobody to go to.
  const version = (await deps.stores.users.raisePasswordVersion(userId)) ?? Date.now();
  const messageId = messageIdOf(userId, 'set-password', version);
  await deps.temporal.sendUserEmail({ messageId, template: 'set-password', userId, accountId });
}

/**
 * The user behind a set-password link. Unknown, malformed and forged tokens are the same 404.
 *
 * @throws {@link Problem} 404 `not-found`, 410 `link-replaced` for a link that was used, replaced or is too old
 */
export async function userOfLink(deps: ApiDeps, token: string): Promise<UserDoc> {
  const genuine = deps.tokens.verifySetPasswordToken(token);
  const user = genuine && (await deps.stores.users.find(genuine.userId));
  if (genuine === undefined || user?.status !== 'active') throw new Problem('not-found');
  const tooOld = user.passwordVersionAt.getTime() + SET_PASSWORD_LINK_MS <= Date.now();
  if (genuine.passwordVersion !== user.passwordVersion || tooOld) throw deadLink();
  return user;
}

/**
 * Sets the password of whoever holds the link, once, and ends every session of theirs.
 *
 * @throws {@link Problem} as {@link userOfLink}
 */
export async function setPasswordByLink(deps: ApiDeps, token: string, password: string): Promise<void> {
  const { _id, passwordVersion } = await userOfLink(deps, token);
  const set = await deps.stores.users.setPassword(_id, passwordVersion, await hashPassword(password));
  if (!set) throw deadLink();
  await deps.stores.sessions.removeOfUser(_id);
}

function deadLink(): Problem {
  return new Problem('link-replaced', { detail: 'The link was used or is too old; ask for a new one.' });
}
