import type { EmailTemplate } from '../../workflows/contract';

/** How soon somebody is told of what happened. */
export const NOTICE_PACES = ['at_once', 'daily', 'never'] as const;
export type NoticePace = (typeof NOTICE_PACES)[number];

interface KindOfNotice {
  /** What people read on pages. */
  readonly label: string;
  readonly help: string;
  readonly templates: readonly EmailTemplate[];
  /** Where everybody who would be told has muted the kind, all of them are told all the same. */
  readonly needsSomebody?: true;
}

/**
 * Every kind of notice that users of an account get about its invitations, and the e-mails that are of it. What is not
 * here, such as e-mails to invitees, offered memberships and passwords, always leaves at once.
 */
export const NOTICE_KINDS = {
  answers: {
    label: 'Accepted and declined',
    help: 'A contact answered one of your invitations.',
    templates: ['accepted-notice', 'declined-notice'],
  },
  expired: {
    label: 'Expired',
    help: 'Nobody answered one of your invitations in time, or its contact asks for a new link since.',
    templates: ['expired-notice', 'link-requested-notice'],
  },
  deliveryProblems: {
    label: 'Delivery problems',
    help: 'One of your invitations did not reach its contact.',
    templates: ['delivery-failed-notice'],
  },
  approvals: {
    label: 'Approvals',
    help: 'An application waits for your decision, still does, or was not decided in time.',
    templates: ['approval-requested', 'approval-reminder', 'decision-overdue'],
    needsSomebody: true,
  },
  setUp: {
    label: 'Set-up failed',
    help: 'A partner could not be set up and waits for somebody.',
    templates: ['provisioning-failed-notice'],
    needsSomebody: true,
  },
} as const satisfies Readonly<Record<string, KindOfNotice>>;

export type NoticeKind = keyof typeof NOTICE_KINDS;

/** The names of all kinds, in the order of pages. */
export const NOTICE_KIND_NAMES = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]];

const KIND_OF: Partial<Record<EmailTemplate, NoticeKind>> = Object.fromEntries(
  NOTICE_KIND_NAMES.flatMap((kind) => NOTICE_KINDS[kind].templates.map((template) => [template, kind])),
);

/** The kind of notice that an e-mail is; `undefined` for what nobody can put off. */
export function noticeKindOf(template: EmailTemplate): NoticeKind | undefined {
  return KIND_OF[template];
}

/** Whether somebody has to hear of it, whatever they have chosen. */
export function needsSomebody(kind: NoticeKind): boolean {
  return 'needsSomebody' in NOTICE_KINDS[kind];
}

/** What a user has chosen; whoever chose nothing has {@link DEFAULT_NOTIFICATIONS}. */
export interface NotificationSettings {
  /** IANA name, in which a day begins and {@link DIGEST_HOUR} strikes. */
  readonly timeZone: string;
  readonly kinds: Readonly<Record<NoticeKind, NoticePace>>;
}

export const DEFAULT_NOTIFICATIONS: NotificationSettings = {
  timeZone: 'UTC',
  kinds: {
    answers: 'at_once',
    expired: 'at_once',
    deliveryProblems: 'at_once',
    approvals: 'at_once',
    setUp: 'at_once',
  },
};
