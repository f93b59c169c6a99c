import type { EmailTemplate } from '../../workflows/contract';
import type { NoticeKind, NotificationSettings } from './kinds';

/** One notice to one user; `messageId` names it on every retry. */
export interface Notice {
  readonly messageId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly kind: NoticeKind;
  readonly template: EmailTemplate;
  readonly invitationId: string;
}

/** How many of a kind somebody got since the hour began, this one included, and when what is gathered leaves. */
export interface Burst {
  readonly count: number;
  readonly endsAt: Date;
}

/** Notices that wait for a digest, and what decides that they do. Every step may run any number of times. */
export interface Notices {
  /** What these users have chosen; whoever is missing chose nothing. */
  settingsOf(userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationSettings>>;
  /** Counts one more notice of the kind to the user. Exact under races. */
  count(notice: Pick<Notice, 'accountId' | 'userId' | 'kind'>, now: Date): Promise<Burst>;
  /** Whether the notice waits already. */
  isKept(messageId: string): Promise<boolean>;
  /** Keeps it for the digest that leaves at that time. */
  keep(notice: Notice, dueAt: Date): Promise<void>;
}

/** A digest: one e-mail in place of many. Its ID is that of its message. */
export interface DigestRef {
  readonly digestId: string;
  readonly accountId: string;
  readonly userId: string;
}

/** What a digest says of one kind of e-mail: how many there are, and the partners of the newest. */
export interface DigestPart {
  readonly template: EmailTemplate;
  readonly count: number;
  readonly partnerNames: readonly string[];
}

/** Reads and ends digests. */
export interface Digests {
  /** What waits for the digest, without touching it. */
  isEmpty(digestId: string): Promise<boolean>;
  /** All that the digest says; whatever comes later waits for another one. The same again when it is repeated. */
  take(digest: DigestRef): Promise<DigestPart[]>;
  /** The digest has left: forgets what it said. Whatever came too late for it leaves with the next. */
  finish(digest: DigestRef): Promise<void>;
  /** Forgets a digest that nobody is to get any more. */
  drop(digestId: string): Promise<void>;
  /** Has the digests sent whose time has come; how many were begun. */
  startDue(): Promise<{ readonly started: number }>;
}
