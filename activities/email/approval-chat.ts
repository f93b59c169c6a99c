import type { ActivityDependencies } from '../../domain/ports';
import type { EmailTemplate, SendEmailInput } from '../../workflows/contract';

/** E-mails to approvers that their chat is told of as well. */
const TOLD: Partial<Record<EmailTemplate, 'requested' | 'reminder'>> = {
  'approval-requested': 'requested',
  'approval-reminder': 'reminder',
};

/**
 * Sends e-mails and tells the chat of the approvers first: it is kept as a delivery of its own, so that neither waits
 * for the other's provider.
 */
export function withApprovalChat(
  sendEmail: (input: SendEmailInput) => Promise<void>,
  { approvalChat, links }: Pick<ActivityDependencies, 'approvalChat' | 'links'>,
): (input: SendEmailInput) => Promise<void> {
  return async (input) => {
    const { invitationId } = input;
    for (const { messageId, template } of input.messages) {
      const kind = TOLD[template];
      if (kind === undefined) continue;
      await approvalChat.tell(invitationId, messageId, { kind, link: links.invitationPage(invitationId) });
    }
    await sendEmail(input);
  };
}
