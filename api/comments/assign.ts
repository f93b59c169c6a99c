import { ulid } from 'ulid';
import type { InvitationDoc } from '../../models';
import { PENDING } from '../../domain/invitations/views';
import { messageIdOf } from '../../workflows/contract';
import { type ApiDeps, byTimeline, defineEndpoint, found, invalid, ok, Problem, z } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { invitation } from '../invitations/schema';
import { presentInvitation } from '../invitations/view';
import { ownInvitation } from '../invitations/visible';

/** Says who is to decide, and mails them; everybody else who may still can. */
export const putInvitationsByIdAssignee = defineEndpoint({
  route: 'put /v1/invitations/{id}/assignee',
  summary: 'Assign a pending partner',
  access: { scope: 'invitations:decide' },
  audit: byTimeline,
  body: z.strictObject({
    userId: z.string().min(1).max(64).nullable().openapi({ description: 'Null: nobody in particular.' }),
  }),
  responses: { 200: { description: 'The invitation.', schema: invitation } },
  problems: ['invalid-transition', 'temporal-unavailable'],
  async handler(call) {
    const { deps, caller, params, body } = call;
    const before = await ownInvitation(call, params.id);
    if (!PENDING.includes(before.status) || before.erasedAt !== null) {
      throw new Problem('invalid-transition', { currentStatus: before.status });
    }
    if (body.userId !== null && !(await mayDecide(deps, before, body.userId))) {
      throw invalid([{ pointer: '/userId', detail: 'Must be a user who may approve this one.' }]);
    }
    const after = await assign(deps, before, body.userId, caller.userId);
    if (body.userId !== null && body.userId !== caller.userId) await tellAssignee(deps, after);
    return ok(await presentInvitation(deps, caller, after));
  },
});

/** Somebody of the account with the scope, and with a vote on this very invitation. */
async function mayDecide({ stores }: ApiDeps, doc: InvitationDoc, userId: string): Promise<boolean> {
  const { accountId, inviterId, emailKey, workflowInput } = doc;
  if (userId === inviterId && !workflowInput.policy.inviterMayApprove) return false;
  const [user, membership] = await Promise.all([
    stores.users.find(userId),
    stores.memberships.find(accountId, userId),
  ]);
  if (user?.status !== 'active' || user.emailKey === emailKey || membership === undefined) return false;
  const role = await stores.roles.find(accountId, membership.roleKey);
  return role?.scopes.includes('invitations:decide') === true;
}

/** Saying the same again changes nothing. */
async function assign(
  deps: ApiDeps,
  before: InvitationDoc,
  assigneeId: string | null,
  by: string,
): Promise<InvitationDoc> {
  if ((before.assigneeId ?? null) === assigneeId) return before;
  const { _id, accountId } = before;
  const after = found(await deps.stores.invitations.assign(accountId, _id, assigneeId));
  const actor = { kind: 'user', id: by } as const;
  await recordAuditOrigin(deps, _id, actor);
  const event =
    assigneeId === null
      ? ({ at: new Date(), type: 'unassigned', actor } as const)
      : ({ at: new Date(), type: 'assigned', actor, detail: { assigneeId } } as const);
  await deps.stores.invitations.note(after, `assigned-${ulid()}`, event);
  return after;
}

/** Once for each assignment, however often it is said. */
async function tellAssignee(deps: ApiDeps, doc: InvitationDoc): Promise<void> {
  const { _id: invitationId, assignedAt, tokenVersion, expiresAt } = doc;
  const messageId = messageIdOf(invitationId, 'assigned-notice', assignedAt?.getTime() ?? 0);
  await deps.temporal.sendNotice(messageId, {
    invitationId,
    messages: [{ messageId, template: 'assigned-notice' }],
    tokenVersion,
    expiresAt: expiresAt.toISOString(),
  });
}
