import { defineEndpoint, found, ok } from '../http';
import { approvalChat } from './schema';
import { presentApprovalChat } from './view';

/** Sends messages to a paused chat again; those that it missed are not sent later. */
export const postApprovalChatResume = defineEndpoint({
  route: 'post /v1/approval-chat/resume',
  summary: 'Resume the chat of the approvers',
  access: { scope: 'webhooks:write' },
  audit: 'approval_chat_resumed',
  responses: { 200: { description: 'The chat, active.', schema: approvalChat } },
  problems: ['not-found'],
  handler: async ({ deps, caller }) =>
    ok(presentApprovalChat(found(await deps.stores.chatChannels.resume(caller.accountId)))),
});
