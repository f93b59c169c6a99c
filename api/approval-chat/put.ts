import { webhookUrlProblem } from '../../domain/security/public-address';
import { defineEndpoint, invalid, ok } from '../http';
import { approvalChat, newApprovalChat } from './schema';
import { presentApprovalChat } from './view';
import { getApprovalChat } from './get';

/** Sets up the chat that approvers are told in, or changes it; one that was paused hears again. */
export const putApprovalChat = defineEndpoint({
  route: 'put /v1/approval-chat',
  summary: 'Set up the chat of the approvers',
  access: { scope: 'webhooks:write' },
  edits: getApprovalChat,
  body: newApprovalChat,
  responses: { 200: { description: 'The chat, without its address.', schema: approvalChat } },
  async handler({ deps, caller, body }) {
    const { url } = body;
    const wrong = url === undefined ? undefined : webhookUrlProblem(url, deps.settings.webhookAllowPrivate);
    if (wrong !== undefined) throw invalid([{ pointer: '/url', detail: wrong }]);
    const channel = await deps.stores.chatChannels.put(caller.accountId, body);
    if (channel === undefined) throw invalid([{ pointer: '/url', detail: 'Is required: none is set yet.' }]);
    return ok(presentApprovalChat(channel));
  },
});
