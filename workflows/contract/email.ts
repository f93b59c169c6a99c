/** Every e-mail Usher can send; the folder of the same name holds its template. */
export const EMAIL_TEMPLATES = [
  'invitation',
  'reminder',
  'new-link',
  'share-notification',
  'share-notification-admin',
  'partnership-notice',
  'partner-user-added',
  'accepted-notice',
  'declined-notice',
  'expired-notice',
  'link-requested-notice',
  'delivery-failed-notice',
  'provisioning-failed-notice',
  'approval-requested',
  'approval-reminder',
  'assigned-notice',
  'decision-overdue',
  'welcome',
  'application-returned',
  'returned-reminder',
  'application-rejected',
  'set-password',
  'membership-offer',
  'apply-link',
  'digest',
  'api-key-expires',
] as const;
export type EmailTemplate = (typeof EMAIL_TEMPLATES)[number];

/**
 * The e-mail whose texts of a program another one goes out with; none for what Usher alone words, because it goes to
 * people of other accounts or is about a user. Whoever is invited reads the same words, with a user or without: by
 * what an e-mail loads, or where its links lead, the sender would learn which it is.
 */
export function wordedAs(template: EmailTemplate): EmailTemplate | undefined {
  switch (template) {
    case 'share-notification':
      return 'invitation';
    case 'returned-reminder':
      return 'application-returned';
    case 'share-notification-admin':
    case 'partnership-notice':
    case 'partner-user-added':
    case 'set-password':
    case 'membership-offer':
    case 'apply-link':
    case 'digest':
    case 'api-key-expires':
      return undefined;
    case 'invitation':
    case 'reminder':
    case 'new-link':
    case 'accepted-notice':
    case 'declined-notice':
    case 'expired-notice':
    case 'link-requested-notice':
    case 'delivery-failed-notice':
    case 'provisioning-failed-notice':
    case 'approval-requested':
    case 'approval-reminder':
    case 'assigned-notice':
    case 'decision-overdue':
    case 'welcome':
    case 'application-returned':
    case 'application-rejected':
      return template;
  }
}

/** Whether it only reminds of a link that was mailed before. */
export function isReminder(template: EmailTemplate): boolean {
  return template === 'reminder' || template === 'returned-reminder';
}

/** One e-mail that the workflow asks for; the same ID names the same message on every retry. */
export interface EmailRequest {
  readonly messageId: string;
  readonly template: EmailTemplate;
  /** A reminder that the invitee asked for, so it goes out although they stopped the planned ones. */
  readonly askedFor?: true;
}

/** E-mails of one invitation that belong to one moment of its life. */
export interface SendEmailInput {
  readonly invitationId: string;
  readonly messages: readonly EmailRequest[];
  /** Version of the link to put into the e-mail. */
  readonly tokenVersion: number;
  readonly expiresAt: string;
  readonly reasonRef?: string;
  /** The account that becomes the partner, once somebody accepted for it. */
  readonly partnerAccountId?: string;
  /** The person became a user of a partner that existed before. */
  readonly added?: true;
  /** Type of the failure that parked provisioning, while it is parked. */
  readonly failureType?: string;
}

/** One e-mail to one user, or to whoever is offered a membership, outside any invitation. */
export interface UserEmailInput {
  readonly messageId: string;
  /**
   * `set-password`, `membership-offer`, `apply-link`, or any other one as a sample. An offer to an address without a user
   * goes out as `set-password`; which of both it is nobody learns from here.
   */
  readonly template: EmailTemplate;
  /** A trial of a program's own texts, with sample data. */
  readonly sample?: { readonly program: string; readonly locale: string };
  readonly userId: string;
  /** The offer that the e-mail is about; `userId` is empty then. */
  readonly offerId?: string;
  /** The API key that the e-mail is about. */
  readonly apiKeyId?: string;
  /** What was asked for on a public page; `userId` is empty then. */
  readonly applyRequestId?: string;
  /** The account in whose name it is sent. */
  readonly accountId: string;
}
