import { defineEndpoint, found, ok } from '../http';
import { approvalChat } from './schema';
import { presentApprovalChat } from './view';

/** The chat that approvers are told in, with a notice where Usher paused it; 404 where none is set up. */
export const getApprovalChat = defineEndpoint({
  route: 'get /v1/approval-chat',
  summary: 'Show the chat of the approvers',
  access: { scope: 'webhooks:write' },
  versioned: true,
  responses: { 200: { description: 'The chat, without its address.', schema: approvalChat } },
  problems: ['not-found'],
  handler: async ({ deps, caller }) =>
    ok(presentApprovalChat(found(await deps.stores.chatChannels.find(caller.accountId)))),
});
