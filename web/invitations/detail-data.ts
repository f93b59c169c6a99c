import * as api from '../../api';
import { markedName } from '../../templates/marks';
import { isOpen } from '../../workflows/contract';
import { isFile } from '../../domain/programs/field-types';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import { answerText } from '../kit/custom-fields-form';
import {
  capital,
  contactName,
  countryName,
  fileSize,
  fromNow,
  moment,
  number,
  records,
  remindersText,
  roleName,
} from '../kit/format';
import type { PageContext } from '../kit/page-context';
import { counted, sentences, t } from '../kit/reader';
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
    ['Sent', one.sendCount > 1 ? counted(one.sendCount, '{{count}} time', '{{count}} times') : null],
    ['Accepted', acceptedText(one)],
    ['Assigned to', one.assignee && (one.assignee.name ?? one.assignee.id)],
    [one.status === 'returned' ? 'Asked for' : 'Reason', one.reason],
    ['Decided by rule', one.ruleId],
    [
      one.status === 'active' ? 'Added to' : 'To be added to',
      one.addTo && markedName(one.addTo.name ?? one.addTo.id),
    ],
    ['Partner', one.partnershipId && t('Open the partner'), `/partners/${one.partnershipId ?? ''}`],
    ['Earlier invitation', one.supersedes && t('Open it'), `/invitations/${one.supersedes ?? ''}`],
    ['Newer invitation', one.supersededBy && t('Open it'), `/invitations/${one.supersededBy ?? ''}`],
  ]);
}

/** Who invited, as far as anybody did. */
function senderText({ origin, inviter, received, inviterAccountName }: InvitationDetails): string {
  const account = markedName(inviterAccountName ?? '');
  if (origin === 'application')
    return received ? t('to {{account}}', { account }) : t('without an invitation');
  const name = markedName(inviter.name ?? '');
  return received ? [name, account].filter(Boolean).join(', ') : name;
}

/** Folders that the partner will see, each in a line of its own. */
export async function sharesText(context: PageContext, { share }: Invitation): Promise<string | null> {
  if (share === null || share.folderIds.length === 0) return t('None');
  if (!context.may(api.getWorkspacesByIdFolders)) return number(share.folderIds.length);
  const query = { limit: '100' };
  // A workspace that is gone since is no reason to hide the invitation.
  const { items } = await context
    .call(api.getWorkspacesByIdFolders, { params: { id: share.workspaceId }, query })
    .catch(() => ({ items: [] }));
  const names = items
    .filter(({ id }) => share.folderIds.includes(id))
    .map(({ name, recordCount }) => `${markedName(name)} (${records(recordCount)})`);
  return names.length === 0 ? number(share.folderIds.length) : names.join('\n');
}

/** Answers to custom fields, those of the invitation's own version of the form. */
export function answersOf({ form, customFields, documents }: InvitationDetails) {
  return form.fields.map((field) => {
    const value = customFields?.[field.key];
    const file = isFile(field.type) ? documents.find(({ id }) => id === value) : undefined;
    const answer = file === undefined ? { value: answerText(field, value) } : fileAnswer(file);
    return { label: field.label, ...answer };
  });
}

/** A file can be saved unless it is known to hold malware; while it was not scanned, saving it asks the scanner. */
function fileAnswer({ id, name, bytes, state }: InvitationDetails['documents'][number]) {
  const size = fileSize(bytes);
  switch (state) {
    case 'infected':
      return { value: name, note: t('held malware and was deleted') };
    case 'pending':
      return {
        value: name,
        href: `/documents/${id}`,
        note: t('{{size}}, not checked for malware yet', { size }),
      };
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
      return t('The e-mail is on its way.');
    case 'sent':
      return one.viewedAt === null
        ? t('Waiting for an answer.')
        : t('Opened {{when}}, not answered yet.', { when: fromNow(one.viewedAt) });
    case 'delivery_failed':
      return t('The e-mail did not arrive. Correct the address and resend.');
    case 'accepted':
      return t('Accepted; the next step is being prepared.');
    case 'pending_approval':
      return sentences(
        t('Waiting for approval: {{given}} of {{needed}} so far.', approvalsOf(one)),
        whoApproves(context, one),
      );
    case 'returned':
      return one.received
        ? t('You are asked for more. Your new answer goes back to whoever decides.')
        : t('The applicant was asked for more; their answer comes back for approval.');
    case 'provisioning':
      return t('The partner is being set up.');
    case 'failed':
      return one.allowedActions.includes('approve')
        ? t(
            'The chosen partner takes no further users. Choose another one or a new one under Review, or retry.',
          )
        : t('The set-up failed and was undone. Put right what is wrong and retry.');
    case 'active':
      return t('The partner is active.');
    case 'declined':
    case 'expired':
    case 'revoked':
    case 'rejected':
      return t('Closed.');
  }
}

/** How many approvals there are, and how many it takes. */
export const approvalsOf = ({ approvals, requiredApprovals }: InvitationDetails) => ({
  given: approvals.length,
  needed: requiredApprovals,
});

/** Why somebody who decides about others has no vote here. */
function whoApproves(context: PageContext, { allowedActions, inviter }: Invitation): string {
  const decides = context.may(api.postInvitationsByIdApprove);
  if (!decides || allowedActions.includes('approve')) return '';
  return inviter.id === context.caller.userId
    ? t('You sent it, so somebody else has to approve it, for example a user with the role Approver.')
    : t('Somebody else has to approve it.');
}

/** What the page says while it moves on by itself. */
export function movingText(one: Invitation, isQueued: boolean): string {
  if (isQueued && !isMoving(one))
    return t(
      'Your decision is kept and is carried out as soon as a worker is there. This page moves on by itself.',
    );
  return one.status === 'provisioning'
    ? t('Account, role and shares are being set up. This page moves on by itself.')
    : t('This takes a moment. This page moves on by itself.');
}
