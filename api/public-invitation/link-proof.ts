import { type ApiDeps, byTimeline } from '../http';
import { LINK_PROBLEMS, queued } from '../invitations/schema';
import { answered } from './schema';
import { ignoreUnknown, openLink } from './view';

interface WithToken {
  readonly token: string;
}

/** What a genuine link of an invitation stands for; `undefined` for any other text. */
async function provenInvitation(deps: ApiDeps, { token }: WithToken): Promise<string | undefined> {
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

/** What the endpoints have in common that are called with the link of an invitation. */
export const byLink = { access: 'public', provenBy: provenInvitation, audit: byTimeline } as const;

/** And those that take the answer of whoever holds it. */
export const answerByLink = {
  ...byLink,
  responses: {
    200: { description: 'What has become of the invitation.', schema: answered },
    202: { description: 'No worker answered yet; Temporal keeps the answer.', schema: queued },
  },
  problems: LINK_PROBLEMS,
} as const;
