import { INVITATION_STATUSES } from '../../workflows/contract';
import { defineEndpoint, ok, z } from '../http';
import { ownMember } from './view';

/** Enough to recognise what it is about; the count tells the rest. */
const SHOWN = 25;

const responsibilities = z
  .object({
    openInvitations: z.int(),
    invitations: z
      .array(z.object({ id: z.string(), partnerName: z.string(), status: z.enum(INVITATION_STATUSES) }))
      .openapi({ description: 'The newest 25 of them.' }),
    apiKeys: z.int().openapi({ description: 'Keys that would die with the membership.' }),
  })
  .openapi('Responsibilities');

/** What removing a user, or giving them a lower role, touches. */
export const getUsersByIdResponsibilities = defineEndpoint({
  route: 'get /v1/users/{id}/responsibilities',
  summary: 'Show what a user stands for',
  access: { scope: 'users:write' },
  responses: { 200: { description: 'Open invitations and keys.', schema: responsibilities } },
  async handler({ deps, caller, params }) {
    const { accountId } = caller;
    const { _id: userId } = (await ownMember(deps, caller, params.id)).user;
    const { apiKeys, invitations } = deps.stores;
    const [open, keys] = await Promise.all([invitations.openOf(accountId, userId), apiKeys.list(accountId)]);
    return ok({
      openInvitations: open.length,
      invitations: open
        .slice(0, SHOWN)
        .map(({ _id, partnerName, status }) => ({ id: _id, partnerName, status })),
      apiKeys: keys.filter((key) => key.userId === userId && key.revokedAt === null).length,
    });
  },
});
