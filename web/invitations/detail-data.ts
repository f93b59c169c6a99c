import * as api from '../../api';
import { markedName } from '../../templates/marks';
import { isOpen } from '../../workflows/contract';
import { bytesText } from '../../domain/documents/limits';
import { isFile, shownValue } from '../../domain/programs/field-types';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import {
  capital,
  contactName,
  countryName,
  fromNow,
  moment,
  records,
  remindersText,
  roleName,
} from '../kit/format';
import type { PageContext } from '../kit/page-context';
import { isMoving } from '../kit/statuses';
import { details } from '../kit/tables';
import { acceptedText } from './acceptance';

/** `order-history` as `Order history`, where nobody says what the module is called. */
export function moduleName({ initialModule: key, initialModuleName }: InvitationDetails): string | undefined {
  return initialModuleName ?? (key === null ? undefined : capital(key.replaceAll(/[-_]/g, ' ')));
}

/** Who is invited, by whom and to what. */
export async function invitationDetails(context: PageContext, one: InvitationDetails) {
  return details([
    ['Partner Name', one.partnerName],
    ['Contact Name', contactName(one)],
    ['Contact Email', one.contactEmail],
    ['Phone Number', one.phoneNumber],
    ['Country', one.country && countryName(one.country)],
    ['Customer Industry', one.industry],
    [one.origin === 'application' ? 'Applied' : 'Invited by', senderText(one)],
    [
      'Program',
      one.received ? null : (one.programName ?? one.program),
      context.may(api.getProgramsByKey) ? `/programs/${one.program}` : undefined,
    ],
    ['Role', roleName(one.roleKey)],
    ['Initial module', moduleName(one)],
    ['Shared folders', one.received ? null : await sharesText(context, one)],
    ['Reminders', one.received || one.reminders.length === 0 ? null : remindersText(one.reminders)],
    ['Sent', one.sendCount > 1 ? `${one.sendCount} times` : null],
    ['Accepted', acceptedText(one)],
    ['Assigned to', one.assignee && (one.assignee.name ?? one.assignee.id)],
    [one.status === 'returned' ? 'Asked for' : 'Reason', one.reason],
    ['Decided by rule', one.ruleId],
    [
      one.status === 'active' ? 'Added to' : 'To be added to',
      one.addTo && markedName(one.addTo.name ?? one.addTo.id),
    ],
    ['Partner', one.partnershipId && 'Open the partner', `/partners/${one.partnershipId ?? ''}`],
    ['Earlier invitation', one.supersedes && 'Open it', `/invitations/${one.supersedes ?? ''}`],
    ['Newer invitation', one.supersededBy && 'Open it', `/invitations/${one.supersededBy ?? ''}`],
  ]);
}

/** Who invited, as far as anybody did. */
function senderText({ origin, inviter, received, inviterAccountName }: InvitationDetails): string {
  if (origin === 'application') return received ? `to ${inviterAccountName ?? ''}` : 'without an invitation';
  return [inviter.name, received ? inviterAccountName : undefined].filter(Boolean).join(', ');
}

/** Folders that the partner will see, each in a line of its own. */
export async function sharesText(context: PageContext, { share }: Invitation): Promise<string | null> {
  if (share === null || share.folderIds.length === 0) return 'None';
  if (!context.may(api.getWorkspacesByIdFolders)) return String(share.folderIds.length);
  const query = { limit: '100' };
  // A workspace that is gone since is no reason to hide the invitation.
  const { items } = await context
    .call(api.getWorkspacesByIdFolders, { params: { id: share.workspaceId }, query })
    .catch(() => ({ items: [] }));
  const names = items
    .filter(({ id }) => share.folderIds.includes(id))
    .map(({ name, recordCount }) => `${markedName(name)} (${records(recordCount)})`);
  return names.length === 0 ? String(share.folderIds.length) : names.join('\n');
}

/** Answers to custom fields, those of the invitation's own version of the form. */
export function answersOf({ form, customFields, documents }: InvitationDetails) {
  return form.fields.map((field) => {
    const value = customFields?.[field.key];
    const file = isFile(field.type) ? documents.find(({ id }) => id === value) : undefined;
    const answer = file === undefined ? { value: shownValue(field, value, 'en') } : fileAnswer(file);
    return { label: field.label, ...answer };
  });
}

/** A file can be saved unless it is known to hold malware; while it was not scanned, saving it asks the scanner. */
function fileAnswer({ id, name, bytes, state }: InvitationDetails['documents'][number]) {
  const size = bytesText(bytes);
  switch (state) {
    case 'infected':
      return { value: name, note: 'held malware and was deleted' };
    case 'pending':
      return { value: name, href: `/documents/${id}`, note: `${size}, not checked for malware yet` };
    case 'clean':
      return { value: name, href: `/documents/${id}`, note: size };
  }
}

/** Reminder and expiry, while they are still to come. */
export function nextSteps({ status, nextReminderAt, expiresAt, decisionDueAt }: Invitation) {
  const steps: readonly (readonly [string, string | null])[] = [
    ['Next reminder', nextReminderAt],
    ['Expires', isOpen(status) ? expiresAt : null],
    ['To be decided by', status === 'pending_approval' ? decisionDueAt : null],
  ];
  return steps.flatMap(([label, at]) =>
    at === null ? [] : [{ label, time: at, value: moment(at), sub: fromNow(at) }],
  );
}

/** One sentence about where the invitation stands. */
export function statusText(context: PageContext, one: InvitationDetails): string {
  switch (one.status) {
    case 'created':
      return 'The e-mail is on its way.';
    case 'sent':
      return one.viewedAt === null
        ? 'Waiting for an answer.'
        : `Opened ${fromNow(one.viewedAt)}, not answered yet.`;
    case 'delivery_failed':
      return 'The e-mail did not arrive. Correct the address and resend.';
    case 'accepted':
      return 'Accepted; the next step is being prepared.';
    case 'pending_approval':
      return `Waiting for approval: ${one.approvals.length} of ${one.requiredApprovals} so far.${whoApproves(context, one)}`;
    case 'returned':
      return one.received
        ? 'You are asked for more. Your new answer goes back to whoever decides.'
        : 'The applicant was asked for more; their answer comes back for approval.';
    case 'provisioning':
      return 'The partner is being set up.';
    case 'failed':
      return one.allowedActions.includes('approve')
        ? 'The chosen partner takes no further users. Choose another one or a new one under Review, or retry.'
        : 'The set-up failed and was undone. Put right what is wrong and retry.';
    case 'active':
      return 'The partner is active.';
    case 'declined':
    case 'expired':
    case 'revoked':
    case 'rejected':
      return 'Closed.';
  }
}

/** Why somebody who decides about others has no vote here. */
function whoApproves(context: PageContext, { allowedActions, inviter }: Invitation): string {
  const decides = context.may(api.postInvitationsByIdApprove);
  if (!decides || allowedActions.includes('approve')) return '';
  return inviter.id === context.caller.userId
    ? ' You sent it, so somebody else has to approve it, for example a user with the role Approver.'
    : ' Somebody else has to approve it.';
}

/** What the page says while it moves on by itself. */
export function movingText(one: Invitation, isQueued: boolean): string {
  if (isQueued && !isMoving(one))
    return 'Your decision is kept and is carried out as soon as a worker is there. This page moves on by itself.';
  return one.status === 'provisioning'
    ? 'Account, role and shares are being set up. This page moves on by itself.'
    : 'This takes a moment. This page moves on by itself.';
}
