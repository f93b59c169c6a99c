import { ApplicationFailure } from '@temporalio/common';
import { gatheredUntil } from '../../../domain/notifications/digest-time';
import type { NotificationSettings } from '../../../domain/notifications/kinds';
import type { Notice, Notices } from '../../../domain/notifications/notices';
import type {
  EmailAllowance,
  InvitationEmailData,
  Mail,
  Outbox,
  OutboxMessage,
  OutboxOutcome,
} from '../../../domain/ports';
import { createSendEmail } from '../../../activities/email/send-email';
import { messageIdOf, type EmailTemplate, type SendEmailInput } from '../../../workflows/contract';

/** The invitation of every letter here. */
export const ID = 'inv_01';
const SECRETS = /nora|ada|boss|example|borealis/i;

/** The outbox as a map, with the same rules as the real one. */
class FakeOutbox implements Outbox {
  readonly states = new Map<string, 'sending' | OutboxOutcome>();
  readonly claimed: OutboxMessage[] = [];
  settleFailures = 0;

  claim(message: OutboxMessage): ReturnType<Outbox['claim']> {
    this.claimed.push(message);
    const state = this.states.get(message.messageId);
    if (state === undefined) this.states.set(message.messageId, 'sending');
    const done = { sent: 'done', collected: 'done', muted: 'done' } as const;
    const answers = { sending: 'busy', refused: 'refused', ...done } as const;
    return Promise.resolve(state === undefined ? 'send' : answers[state]);
  }
  settle(messageId: string, outcome: OutboxOutcome) {
    if (this.settleFailures > 0) {
      this.settleFailures -= 1;
      return Promise.reject(new Error('the database is away'));
    }
    this.states.set(messageId, outcome);
    return Promise.resolve();
  }
  release(messageId: string) {
    this.states.delete(messageId);
    return Promise.resolve();
  }
}

interface Options {
  readonly data?: Partial<InvitationEmailData>;
  readonly missing?: boolean;
  /** The daily e-mails of the account or the recipient. */
  readonly usedUp?: boolean;
  /** What the recipient may get from all accounts together. */
  readonly flooded?: boolean;
  /** What the account may send in a day does not reach for another notice. */
  readonly noNotices?: boolean;
  /** What users have chosen about their notices. */
  readonly chosen?: Record<string, NotificationSettings>;
  /** Answers by recipient; anybody else gets the e-mail. */
  readonly trouble?: Record<string, Error>;
  /** Called when the provider is given an e-mail. */
  readonly onSend?: () => void;
}

/** The counters as the real ones would be, never full unless told so. */
class FakeAllowance implements EmailAllowance {
  /** What is taken and was not given back: of the account, of copies, of what an address may get from all. */
  readonly taken = { own: 0, copies: 0, notices: 0, overall: 0 };
  constructor(private readonly full: Record<'own' | 'overall' | 'notices', boolean>) {}

  take = () => this.count('own', this.full.own);
  giveBack = () => this.uncount('own');
  takeCopy = () => this.count('copies', this.full.own);
  giveBackCopy = () => this.uncount('copies');
  takeNotice = () => this.count('notices', this.full.notices);
  giveBackNotice = () => this.uncount('notices');
  takeOverall = () => this.count('overall', this.full.overall);
  giveBackOverall = () => this.uncount('overall');

  private count(which: keyof typeof this.taken, isFull: boolean): Promise<boolean> {
    if (!isFull) this.taken[which] += 1;
    return Promise.resolve(!isFull);
  }
  private uncount(which: keyof typeof this.taken): Promise<void> {
    this.taken[which] -= 1;
    return Promise.resolve();
  }
}

/** Notices that wait, in a map, and counters that never end. */
class FakeNotices implements Notices {
  readonly kept = new Map<string, { readonly notice: Notice; readonly dueAt: Date }>();
  private readonly counts = new Map<string, number>();
  constructor(private readonly chosen: Record<string, NotificationSettings>) {}

  settingsOf = () => Promise.resolve(new Map(Object.entries(this.chosen)));
  isKept = (messageId: string) => Promise.resolve(this.kept.has(messageId));
  keep(notice: Notice, dueAt: Date): Promise<void> {
    if (!this.kept.has(notice.messageId)) this.kept.set(notice.messageId, { notice, dueAt });
    return Promise.resolve();
  }
  count({ userId, kind }: Pick<Notice, 'userId' | 'kind'>, now: Date) {
    const count = (this.counts.get(`${userId}:${kind}`) ?? 0) + 1;
    this.counts.set(`${userId}:${kind}`, count);
    return Promise.resolve({ count, endsAt: gatheredUntil(now) });
  }
}

/** `sendEmail` with fakes on every side; what was sent can be read. */
export function world(options: Options = {}) {
  const { data = {}, missing = false, usedUp = false, flooded = false, trouble = {}, onSend } = options;
  const { noNotices = false, chosen = {} } = options;
  const sent: Mail[] = [];
  const allowance = new FakeAllowance({ own: usedUp, overall: flooded, notices: noNotices });
  const outbox = new FakeOutbox();
  const notices = new FakeNotices(chosen);
  const letter: InvitationEmailData = {
    invitationId: ID,
    accountId: 'acc_1',
    partnerName: 'Borealis',
    contact: { email: 'Nora@example.com', name: 'Nora Lind', firstName: 'Nora', lastName: 'Lind' },
    inviter: { email: 'ada@acme.example', name: 'Ada Admin', userId: 'usr_ada' },
    inviterAccountName: 'Acme',
    message: 'Hello!',
    reason: 'too busy',
    locale: 'en',
    brand: { senderName: 'Acme Partners', replyTo: 'partners@acme.example', color: '#ffcc00' },
    override: () => undefined,
    suppressed: false,
    undeliverable: false,
    approvers: [
      { email: 'boss1@acme.example', userId: 'usr_b1' },
      { email: 'boss2@acme.example', userId: 'usr_b2' },
    ],
    assignee: [{ email: 'boss2@acme.example', userId: 'usr_b2' }],
    administrators: [{ email: 'chief@acme.example', userId: 'usr_chief' }],
    retriers: [{ email: 'ada@acme.example', userId: 'usr_ada' }],
    receivingAdmins: [],
    joiningAdmins: [],
    ...data,
  };
  const sendEmail = createSendEmail({
    emailData: { emailData: () => Promise.resolve(missing ? undefined : letter) },
    outbox,
    mailer: {
      send(mail) {
        onSend?.();
        const error = trouble[mail.to.email];
        if (error) return Promise.reject(error);
        sent.push(mail);
        return Promise.resolve();
      },
    },
    links: {
      invitationLink: (id, version) => `https://usher.example/invitation?token=v1.${id}.${version}`,
      declineLink: (id, version) =>
        `https://usher.example/invitation?token=v1.${id}.${version}&intent=decline`,
      unsubscribeLink: (id) => `https://usher.example/unsubscribe?token=${id}`,
      setPasswordLink: (id, version) => `https://usher.example/set-password?token=${id}.${version}`,
      membershipOfferLink: (offerId) => `https://usher.example/set-password?token=${offerId}`,
      applicationLink: (slug, requestId) => `https://usher.example/apply/${slug}/form?token=${requestId}`,
      membershipsPage: () => 'https://usher.example/memberships',
      signInLink: () => 'https://usher.example/sign-in',
      invitationPage: (id) => `https://usher.example/invitations/${id}`,
      explorerPage: () => 'https://usher.example/partner-explorer',
      notificationsPage: () => 'https://usher.example/notifications',
      apiKeysPage: () => 'https://usher.example/api-keys',
    },
    allowance,
    notices,
    mailFrom: { email: 'usher@usher.example', name: 'Usher' },
  });
  return { sent, outbox, sendEmail, trouble, taken: allowance.taken, notices };
}

/** What the workflow asks for. */
export function input(...templates: EmailTemplate[]): SendEmailInput {
  const messages = templates.map((template) => ({ messageId: messageIdOf(ID, template, 1), template }));
  return { invitationId: ID, messages, tokenVersion: 1, expiresAt: '2025-03-14T10:00:00.000Z' };
}

/** The failure that ended the activity; checks that it says nothing personal. */
export async function failureOf(promise: Promise<void>): Promise<ApplicationFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  const failure = error as ApplicationFailure;
  expect(JSON.stringify([failure.message, failure.details, failure.cause?.message])).not.toMatch(SECRETS);
  return failure;
}
