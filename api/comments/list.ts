import { defineEndpoint, listMembers, ok, onePage, readPage, z } from '../http';
import { ownInvitation } from '../invitations/visible';
import { comment, presentComments } from './schema';

/** What colleagues say about an invitation of the account, oldest first. */
export const getInvitationsByIdComments = defineEndpoint({
  route: 'get /v1/invitations/{id}/comments',
  summary: 'List the comments on an invitation',
  access: { scope: 'invitations:read' },
  query: z.strictObject(listMembers(['createdAt'])),
  responses: onePage(comment),
  async handler(call) {
    const { deps, params, query } = call;
    const { _id: invitationId, accountId } = await ownInvitation(call, params.id);
    const read = () => deps.stores.comments.list({ accountId, invitationId, ...query });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentComments(deps, items), nextCursor });
  },
});
