import { reservedOrNew } from '../../domain/ids';
import { created, defineEndpoint, found, Problem, scalars, z } from '../http';
import { ownInvitation } from '../invitations/visible';
import { comment, presentComments } from './schema';

/** Says something to colleagues. The contact never reads it; it is erased with them. */
export const postInvitationsByIdComments = defineEndpoint({
  route: 'post /v1/invitations/{id}/comments',
  summary: 'Comment on an invitation',
  access: { scope: ['invitations:decide', 'invitations:write', 'invitations:retry'] },
  audit: 'commented',
  body: z.strictObject({
    text: scalars.paragraph(5_000).refine((text) => text !== '', 'Must not be empty.'),
  }),
  responses: { 201: { description: 'The comment.', schema: comment } },
  async handler(call) {
    const { deps, caller, params, body, reservedId } = call;
    const { _id: invitationId, accountId, erasedAt } = await ownInvitation(call, params.id);
    if (erasedAt !== null) throw new Problem('not-found');
    const added = await deps.stores.comments.add({
      ...{ _id: reservedOrNew('cmt', reservedId), accountId, invitationId },
      ...{ authorId: caller.userId, text: body.text },
    });
    await leaveNothingBehind(call, invitationId);
    const [view] = await presentComments(deps, [added]);
    // The text is personal: the log says that it was, not what.
    return { ...created(found(view)), audit: { target: { kind: 'invitation', id: invitationId } } };
  },
});

/** An erasure may have gone past while the comment was written. */
async function leaveNothingBehind(
  { deps }: Parameters<typeof ownInvitation>[0],
  invitationId: string,
): Promise<void> {
  const now = await deps.stores.invitations.findById(invitationId);
  if (now !== undefined && now.erasedAt === null) return;
  await deps.stores.comments.removeFor(invitationId);
  throw new Problem('not-found');
}
