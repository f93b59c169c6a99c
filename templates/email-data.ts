import type { EmailTemplate } from '../workflows/contract';
import type { ProgramBrand } from '../domain/programs/program';
import type { DigestTexts } from './digest';

/** What every e-mail may name. */
interface MessageData {
  readonly inviterAccountName: string;
  readonly brand: ProgramBrand;
  readonly contactFirstName?: string | undefined;
  readonly contactLastName?: string | undefined;
  /** Where users of the account choose which notices they get. */
  readonly notificationsLink?: string | undefined;
}

interface InvitationData extends MessageData {
  readonly partnerName: string;
  readonly inviterName: string;
  /** Nobody invited: the contact applied by themselves. */
  readonly applied?: boolean | undefined;
}

interface LinkedData extends InvitationData {
  readonly link: string;
}

/** RFC 3339; e-mails show the day in the recipient's language. */
interface Expiring {
  readonly expiresOn: string;
}

interface OpenInvitationData extends LinkedData, Expiring {
  readonly message?: string | undefined;
  /** The address belongs to somebody who signs in to answer. */
  readonly hasUser?: boolean;
  readonly declineLink: string;
  readonly unsubscribeLink?: string | undefined;
}

/** An application that was asked for more. */
interface ReturnedData extends LinkedData, Expiring {
  /** What is asked for. */
  readonly reason?: string | undefined;
  readonly declineLink: string;
  readonly unsubscribeLink?: string | undefined;
}

/** The data each template needs; the names are those that a program's own templates use too. */
export interface EmailData extends Record<EmailTemplate, MessageData> {
  readonly invitation: OpenInvitationData;
  readonly reminder: OpenInvitationData & { readonly unsubscribeLink: string };
  readonly 'new-link': OpenInvitationData;
  readonly 'share-notification': LinkedData & Expiring & { readonly message?: string | undefined };
  readonly 'share-notification-admin': LinkedData & Expiring;
  readonly 'partnership-notice': LinkedData;
  readonly 'partner-user-added': LinkedData;
  readonly 'accepted-notice': LinkedData;
  readonly 'declined-notice': LinkedData & { readonly reason?: string | undefined };
  readonly 'expired-notice': LinkedData;
  readonly 'link-requested-notice': LinkedData;
  readonly 'delivery-failed-notice': LinkedData;
  readonly 'provisioning-failed-notice': LinkedData & {
    /** Nobody who stands for the invitation has the rank of the partner's role. */
    readonly needsHigherRank?: boolean;
  };
  readonly 'approval-requested': LinkedData;
  readonly 'approval-reminder': LinkedData;
  readonly 'assigned-notice': LinkedData;
  readonly 'decision-overdue': LinkedData;
  readonly welcome: LinkedData & {
    /** The link sets a first password; without it the link signs in. */
    readonly needsPassword?: boolean;
  };
  readonly 'application-returned': ReturnedData;
  readonly 'returned-reminder': ReturnedData & { readonly unsubscribeLink: string };
  readonly 'application-rejected': InvitationData & { readonly reason?: string | undefined };
  readonly 'set-password': MessageData & { readonly link: string };
  readonly 'membership-offer': MessageData &
    Expiring & { readonly link: string; readonly inviterName: string };
  /** Without any of the flags the address is new, and the link opens the form. */
  readonly 'apply-link': MessageData &
    Partial<Expiring> & {
      readonly link?: string | undefined;
      readonly isInvited?: boolean;
      readonly isPending?: boolean;
      readonly isPartner?: boolean;
    };
  readonly 'api-key-expires': MessageData &
    Expiring & { readonly link: string; readonly keyName: string; readonly keyPrefix: string };
  readonly digest: MessageData & DigestTexts & { readonly link: string };
}

/** Variables that hold an address; only they may fill a link of a program's own template. */
export const LINK_VARIABLES = [
  'link',
  'declineLink',
  'unsubscribeLink',
  'notificationsLink',
  'brand.logoUrl',
] as const;

/**
 * Every variable a program's own template may use; one saved with any other is refused. `hasUser` is for shipped texts
 * alone: what an own one shows or loads by it would tell the sender who has a user.
 */
export const TEMPLATE_VARIABLES = [
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'inviterName',
  'inviterAccountName',
  'message',
  'expiresOn',
  'reason',
  'needsPassword',
  'needsHigherRank',
  'applied',
  'brand.color',
  'brand.onColor',
  'brand.senderName',
  'brand.replyTo',
  ...LINK_VARIABLES,
] as const;
