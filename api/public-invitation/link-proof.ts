import type { ApiDeps } from '../http';
import { ignoreUnknown, openLink } from './view';

interface WithToken {
  readonly token: string;
}

/** What a genuine link of an invitation stands for; `undefined` for any other text. */
export async function provenInvitation(deps: ApiDeps, { token }: WithToken): Promise<string | undefined> {
  const link = await openLink(deps, token).catch(ignoreUnknown);
  return link && `${link.invitation._id}:${link.version}`;
}

/** Whose password a genuine link sets, or has set; `undefined` for any other text. */
export async function provenUser(
  { tokens, stores }: ApiDeps,
  { token }: WithToken,
): Promise<string | undefined> {
  const link = tokens.readSetPasswordToken(token);
  const user = link && (await stores.users.find(link.id));
  if (link === undefined || user === undefined || !link.isFor(user.emailKey)) return undefined;
  return `${user._id}:${link.version}`;
}
