import { defineEndpoint, found, listMembers, ok, onePage, readPage, z } from '../http';
import { chatMessage } from './schema';
import { presentChatMessage } from './view';

const query = z.strictObject({
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  ...listMembers(['createdAt']),
});

/** What was sent or is still to be sent to the chat, newest first unless asked otherwise. */
export const getApprovalChatMessages = defineEndpoint({
  route: 'get /v1/approval-chat/messages',
  summary: 'List messages to the chat of the approvers',
  access: { scope: 'webhooks:write' },
  query,
  responses: onePage(chatMessage),
  problems: ['not-found'],
  async handler({ deps, caller: { accountId }, query: { sort = '-createdAt', ...wanted } }) {
    const channel = await deps.stores.chatChannels.find(accountId);
    const read = () => deps.stores.webhookDeliveries.list(accountId, channel?._id ?? '', { sort, ...wanted });
    // What is wrong with the question is said first, as everywhere.
    const page = await readPage(read, presentChatMessage);
    found(channel);
    return ok(page);
  },
});
