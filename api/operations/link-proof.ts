import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import { openLink } from './public-invitation';

interface WithToken {
  readonly token: string;
}

/** What a genuine link of an invitation stands for; `undefined` for any other text. */
export async function provenInvitation(deps: ApiDeps, { token }: WithToken): Promise<string | undefined> {
  const link = await openLink(deps, token).catch(ignoreRefusal);
  return link && `${link.invitation._id}:${link.version}`;
}

/** Whose password a genuine link sets, or has set; `undefined` for any other text. */
export function provenUser({ tokens }: ApiDeps, { token }: WithToken): Promise<string | undefined> {
  const genuine = tokens.verifySetPasswordToken(token);
  return Promise.resolve(genuine && `${genuine.userId}:${genuine.passwordVersion}`);
}

/** The call itself says what is wrong. */
function ignoreRefusal(error: unknown): undefined {
  if (error instanceof Problem && error.status < 500) return undefined;
  throw error;
}
