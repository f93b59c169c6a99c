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
    const { _id } = found(await deps.stores.chatChannels.find(accountId));
    const read = () => deps.stores.webhookDeliveries.list(accountId, _id, { sort, ...wanted });
    return ok(await readPage(read, presentChatMessage));
  },
});
