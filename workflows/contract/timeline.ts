/** What is known of one kind of timeline entry. */
interface TimelineKind {
  /** What people read on pages. */
  readonly words: string;
  /** When the webhook event `invitation.<type>` is sent; without it webhooks never tell of the entry. */
  readonly webhook?: string;
  /** The status that the entry leads to; without it the status stays. */
  readonly statusAfter?: string;
}

/** Every kind of entry: types, pages, webhook events, OpenAPI and docs/webhooks.md are made from this table. */
const KINDS = {
  created: {
    words: 'Invitation created',
    webhook: 'somebody invited a partner',
    statusAfter: 'created',
  },
  applied: {
    words: 'Applied without an invitation',
    webhook: 'somebody applied on the public page of a program; takes the place of `invitation.created`',
    statusAfter: 'accepted',
  },
  sent: {
    words: 'E-mail sent',
    webhook: 'the mail provider took the e-mail',
    statusAfter: 'sent',
  },
  delivered: {
    words: 'E-mail delivered',
    webhook: 'the provider reports that it arrived',
  },
  bounced: {
    words: 'E-mail could not be delivered',
    webhook: 'refused, bounced, dropped or complained about; `detail.event` says which',
    statusAfter: 'delivery_failed',
  },
  viewed: {
    words: 'Opened',
    webhook: 'the invitee opened it for the first time',
  },
  reminded: {
    words: 'Reminder sent',
    webhook: 'a reminder went out',
  },
  resent: {
    words: 'Sent again with a new link',
    webhook: 'a new link went out; the old one is dead',
    statusAfter: 'sent',
  },
  accepted: {
    words: 'Accepted',
    webhook: 'the invitee applied',
    statusAfter: 'accepted',
  },
  terms_accepted: {
    words: 'Terms accepted',
    webhook: 'the applicant, or a user of the partner, accepted the version `detail.version` of the terms',
  },
  declined: {
    words: 'Declined',
    webhook: 'the invitee declined',
    statusAfter: 'declined',
  },
  expired: {
    words: 'Expired',
    webhook: 'nobody answered in time',
    statusAfter: 'expired',
  },
  revoked: {
    words: 'Revoked',
    webhook: 'taken back',
    statusAfter: 'revoked',
  },
  approval_requested: {
    words: 'Approval requested',
    webhook: 'people have to decide',
    statusAfter: 'pending_approval',
  },
  approvers_reminded: { words: 'Approvers reminded' },
  decision_overdue: {
    words: 'Nobody decided in time',
    webhook: 'nobody decided in time, and the administrators were told',
  },
  approved: {
    words: 'Approved',
    webhook: 'one approval; a program may want up to three',
  },
  returned: {
    words: 'Returned to the applicant',
    webhook: 'an approver asked the applicant for more; a new answer brings it back',
    statusAfter: 'returned',
  },
  rejected: {
    words: 'Rejected',
    webhook:
      'by a person, by a rule (`detail.ruleId`), or because nobody decided in time (`detail.undecidedUntil`)',
    statusAfter: 'rejected',
  },
  activated: {
    words: 'Partner is active',
    webhook:
      "the partner's account works; `partnershipId` and `partnerAccountId` are set, `detail.added` where it existed before",
    statusAfter: 'active',
  },
  provisioning_failed: {
    words: 'Set-up failed',
    webhook: 'undone and waiting for an operator; `detail.step` and `detail.type` say why',
    statusAfter: 'failed',
  },
  document_infected: {
    words: 'An uploaded file held malware and was deleted',
    webhook: 'the scanner found malware in an uploaded file, whose bytes were deleted',
  },
  link_copied: { words: 'Link copied' },
  assigned: { words: 'Assigned' },
  unassigned: { words: 'Assigned to nobody any more' },
  extended: { words: 'Expiry moved' },
  edited: { words: 'Edited' },
  remind_later: { words: 'Reminder put off' },
  retried: { words: 'Set-up tried again' },
  unsubscribed: { words: 'Reminders declined' },
  email_failed: { words: 'An e-mail could not be sent' },
  suppressed: { words: 'Not sent: the contact wants no e-mails' },
  erased: { words: 'Personal data erased' },
} as const satisfies Readonly<Record<string, TimelineKind>>;

type Kinds = typeof KINDS;

export type TimelineType = keyof Kinds;

type WebhookType = { [T in TimelineType]: Kinds[T] extends { webhook: string } ? T : never }[TimelineType];

/** Name of an event as receivers know it, such as `invitation.accepted`. */
export type InvitationWebhookType = `invitation.${WebhookType}`;

/** The statuses that entries lead to. */
type StatusAfter = Extract<Kinds[TimelineType], { statusAfter: string }>['statusAfter'];

/** All kinds by name. */
export const TIMELINE: Readonly<Record<TimelineType, TimelineKind & { readonly statusAfter?: StatusAfter }>> =
  KINDS;

/** Every event of invitations and when it is sent; `invitation.` in front of an entry's type makes its name. */
export const INVITATION_WEBHOOKS = Object.entries(TIMELINE).flatMap(([type, { webhook, statusAfter }]) =>
  webhook === undefined
    ? []
    : [{ type: `invitation.${type}` as InvitationWebhookType, when: webhook, statusAfter }],
);
