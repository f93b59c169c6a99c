import { ulid } from 'ulid';
import { accepted, defineEndpoint, found, Problem } from '../http';
import { chatMessage } from './schema';
import { presentChatMessage } from './view';

/** Sends a message that says that it is a test; the log tells what became of it. */
export const postApprovalChatTest = defineEndpoint({
  route: 'post /v1/approval-chat/test',
  summary: 'Send a test message to the chat of the approvers',
  access: { scope: 'webhooks:write' },
  audit: 'approval_chat_tested',
  responses: { 202: { description: 'The message, on its way.', schema: chatMessage } },
  problems: ['invalid-transition', 'not-found'],
  async handler({ deps, caller, reservedId }) {
    const channel = found(await deps.stores.chatChannels.find(caller.accountId));
    if (channel.status === 'paused') {
      const detail = 'The chat is paused; resume it first.';
      throw new Problem('invalid-transition', { currentStatus: 'paused', detail });
    }
    const note = { kind: 'test', invitationId: null, link: deps.settings.publicUrl } as const;
    // The worker finds it by itself, so this needs no Temporal.
    const sent = await deps.stores.approvalChat.open(channel, `evt_test_${reservedId ?? ulid()}`, note);
    return accepted(presentChatMessage(sent));
  },
});
