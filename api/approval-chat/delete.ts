import { defineEndpoint, found, noContent } from '../http';

/** Removes the chat with its address and log; what was on its way to it stops. */
export const deleteApprovalChat = defineEndpoint({
  route: 'delete /v1/approval-chat',
  summary: 'Remove the chat of the approvers',
  access: { scope: 'webhooks:write' },
  responses: { 204: { description: 'It is gone.' } },
  problems: ['not-found'],
  async handler({ deps, caller }) {
    const { _id } = found(await deps.stores.chatChannels.find(caller.accountId));
    await deps.stores.chatChannels.remove(caller.accountId);
    await deps.stores.webhookDeliveries.removeOf(_id);
    return noContent();
  },
});
