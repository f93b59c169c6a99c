import { type ChatChannelDoc, keptNoteOf, type WebhookDeliveryDoc } from '../../models';
import { present } from '../http';
import { webhookAttempt } from '../webhooks/schema';
import { approvalChat, chatMessage } from './schema';

/** What an administrator can do about it. */
const NOTICES = {
  gone: {
    code: 'refused',
    detail: 'The chat refused a message: the address is wrong, or its webhook was removed. Set it anew.',
  },
  failing: {
    code: 'failing',
    detail: 'The chat took nothing for three days. Look whether it is there, and resume.',
  },
} as const;

/** The chat as the API answers it, without its address. */
export function presentApprovalChat({ notice, ...doc }: ChatChannelDoc) {
  const told = notice && { at: notice.at.toISOString(), ...NOTICES[notice.code] };
  return present(approvalChat, { ...doc, notice: told });
}

/** A message as the API answers it. */
export function presentChatMessage(doc: WebhookDeliveryDoc) {
  const { kind, invitationId } = keptNoteOf(doc);
  const attempts = doc.attempts.map((attempt) => present(webhookAttempt, attempt));
  return present(chatMessage, { ...doc, kind, invitationId, attempts });
}
