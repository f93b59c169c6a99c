import { parseEmailAddress } from '../../domain/email-address';
import { hashPassword, verifyPassword } from '../../domain/security/passwords';
import { changeOwnPassword, endAccess, epochsOf, SET_PASSWORD_LINK_MS, type UserDoc } from '../../models';
import { messageIdOf } from '../../workflows/contract';
import { type ApiDeps, audit, type Caller, invalid, Problem } from '../http';
import { joinByLink, offerOfLink } from '../memberships/take-offer';

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
async function userOfLink(deps: ApiDeps, token: string): Promise<UserDoc> {
  const link = deps.tokens.readSetPasswordToken(token);
  const user = link && (await deps.stores.users.find(link.id));
  if (user?.status !== 'active' || link?.isFor(user.emailKey) !== true) throw new Problem('not-found');
  const tooOld = user.passwordVersionAt.getTime() + SET_PASSWORD_LINK_MS <= Date.now();
  if (link.version !== user.passwordVersion || tooOld) throw deadLink();
  return user;
}

/**
 * The address behind a link that sets a password: of a user, or of whoever is offered a membership; then with
 * the name of the account to join.
 *
 * @throws {@link Problem} as {@link setPasswordByLink}
 */
export async function holderOfLink(
  deps: ApiDeps,
  token: string,
): Promise<{ readonly email: string; readonly joins: string | undefined }> {
  if (deps.tokens.readOfferToken(token) === undefined) {
    return { email: (await userOfLink(deps, token)).email, joins: undefined };
  }
  const { email, accountId } = await offerOfLink(deps, token);
  return { email, joins: (await deps.stores.accounts.find(accountId))?.name };
}

/**
 * Sets the password of whoever holds the link, once, and ends every session and API key of theirs: whoever took
 * the user over is out. They end first, so that a crash leaves none behind a link that is used up. The link of
 * an offered membership makes the user and the membership. Answers the key of the address.
 *
 * @throws {@link Problem} 404 `not-found`, 410 `link-replaced`; of an offer also 401 when the address belongs
 *   to a user by now, and 409 when nobody stands behind it any more
 */
export async function setPasswordByLink(deps: ApiDeps, token: string, password: string): Promise<string> {
  const { email } = await holderOfLink(deps, token);
  await setByLink(deps, token, password);
  return parseEmailAddress(email)?.key ?? '';
}

async function setByLink(deps: ApiDeps, token: string, password: string): Promise<void> {
  if (deps.tokens.readOfferToken(token) !== undefined) {
    await joinByLink(deps, token, password);
    return;
  }
  const { _id, passwordVersion } = await userOfLink(deps, token);
  const hash = await hashPassword(password);
  await endAccess(deps.stores, _id);
  if (!(await deps.stores.users.setPassword(_id, passwordVersion, hash))) throw deadLink();
  // Once more, to clear away what was still made by the old password; it is dead already.
  await endAccess(deps.stores, _id);
  const self = { kind: 'user', id: _id } as const;
  for (const { accountId } of await deps.stores.memberships.ofUser(_id)) {
    await audit(deps, accountId, { type: 'password_set', actor: self, target: self });
  }
}

/**
 * Changes the password of somebody who knows the current one. Links sent before are dead; every other session
 * of theirs ends. API keys stay: whoever knows the password is not shut out, and nothing that runs shall stop.
 *
 * @throws {@link Problem} 422 for a wrong password, 429 after too many of them
 */
export async function changePassword(
  deps: ApiDeps,
  caller: Caller,
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
  ip: string,
): Promise<void> {
  const { userId, emailKey } = caller;
  const attempt = { who: emailKey, ip, deviceId: 'password-change' };
  await deps.rateLimits.signInAttempt(attempt);
  const user = await deps.stores.users.find(userId);
  if (user === undefined || !(await verifyPassword(currentPassword, user.passwordHash))) {
    throw invalid([{ pointer: '/currentPassword', detail: 'Is not the current password.' }]);
  }
  await deps.rateLimits.signedIn(attempt);
  const hash = await hashPassword(newPassword);
  if (!(await changeOwnPassword(deps.stores, user, hash))) {
    throw invalid([{ pointer: '/currentPassword', detail: 'Is not the current password any more.' }]);
  }
  const { accessEpoch } = epochsOf(user);
  await deps.stores.sessions.carryOver(caller.credentialId, accessEpoch, accessEpoch + 1);
  await deps.stores.sessions.removeOthersOfUser(userId, caller.credentialId);
}

function deadLink(): Problem {
  return new Problem('link-replaced', { detail: 'The link was used or is too old; ask for a new one.' });
}
