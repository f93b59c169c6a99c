import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { emailActivities, quickActivities } from '../activity-proxies';
import {
  isBulk,
  isReminder,
  refusalIn,
  type EmailRequest,
  type EmailTemplate,
  type SendEmailInput,
} from '../contract';
import type { Invitation } from './invitation';
import { isOpen } from '../contract/transitions';
import { quickly } from '../quickly';

/** E-mails with a link that has to be worth something when it arrives. */
const LINK_TEMPLATES: readonly EmailTemplate[] = [
  'invitation',
  'new-link',
  'reminder',
  'application-returned',
  'returned-reminder',
];

/**
 * E-mails that are tried within the task. Those that follow from a decision are not, whoever took it waits for the same
 * task; nor is that of an expiry, in place of which an answer that comes meanwhile would count.
 */
const QUICK_TEMPLATES: readonly EmailTemplate[] = [
  'invitation',
  'reminder',
  'returned-reminder',
  'approval-reminder',
  'decision-overdue',
  'delivery-failed-notice',
  'provisioning-failed-notice',
  'welcome',
];

/** An outage of the mail provider is ridden out for a day. */
const SENDING_TIME_MS = 24 * 60 * 60 * 1000;

/** Longest wait between two tries: Temporal gives up as soon as the next one would come too late. */
const LAST_MOMENTS_MS = 5 * 60 * 1000;

/**
 * Sends what the invitation writes: quickly where the provider takes it at once, else in the background, so that an
 * invitation whose e-mail hangs can still be revoked or answered. E-mails with a link are recalled when the link dies.
 */
export class EmailDispatcher {
  private readonly links = new Map<CancellationScope, string>();
  private pending = 0;

  constructor(private readonly invitation: Invitation) {}

  /** Hands over everything that became due, and recalls what must not go out any more. */
  async dispatch(): Promise<void> {
    this.recallDeadLinks();
    const requests = this.invitation.takeOutgoing();
    for (const link of requests.filter(isLink)) {
      const begunAt = Date.now();
      if (await this.sendQuickly([link])) this.taken(link, begunAt);
      else void this.sendLink(link);
    }
    const notices = requests.filter((request) => !isLink(request));
    if (notices.length > 0 && !(await this.sendQuickly(notices))) void this.sendNotices(notices);
  }

  /** Nothing is to be sent and nothing on its way any more. */
  isIdle(): boolean {
    return this.pending === 0 && !this.invitation.hasOutgoing;
  }

  /** Those of a file wait for their turn, however quick the provider is. */
  private async sendQuickly(messages: EmailRequest[]): Promise<boolean> {
    const [first] = messages;
    if (first === undefined || !QUICK_TEMPLATES.includes(first.template)) return false;
    if (isBulk(workflowInfo().priority)) return false;
    const options = { summary: summaryOf(messages) };
    return quickly(() => quickActivities.sendEmail.executeWithOptions(options, [this.inputFor(messages)]));
  }

  private async sendLink(request: EmailRequest): Promise<void> {
    const scope = new CancellationScope();
    this.links.set(scope, request.messageId);
    this.pending += 1;
    const outcome = await scope.run(() => this.deliver(request)).catch(reasonOf);
    this.links.delete(scope);
    this.pending -= 1;
    // Its time may have run out because the invitation's has.
    this.invitation.applyDueDeadlines();
    if (outcome === 'taken') this.taken(request);
    if (outcome === 'refused') this.notSent(request);
    if (outcome === 'missing') this.invitation.withdrawn();
  }

  private taken({ messageId, template }: EmailRequest, at?: number): void {
    if (!isReminder(template)) this.invitation.emailTaken(messageId, at);
  }

  /** Only the first delivery of a link says whether it can reach anybody; a later one that fails is noted. */
  private notSent({ messageId, template }: EmailRequest): void {
    const { messageIds } = this.invitation.snapshot;
    if (!messageIds.includes(messageId)) return;
    if (messageId === messageIds[0]) this.invitation.emailFailed(messageId, 'refused');
    else this.invitation.emailNotSent(template);
  }

  /** What was not sent by the time its link expires has expired with it and is not taken for refused. */
  private async deliver(request: EmailRequest): Promise<'taken'> {
    try {
      await this.send([request], this.worthSendingMs());
      return 'taken';
    } catch (error) {
      const left = this.expiresInMs();
      const ranOutOfTime = error instanceof ActivityFailure && error.retryState === 'TIMEOUT';
      if (ranOutOfTime && left <= LAST_MOMENTS_MS) await sleep(Math.max(left, 1), { summary: 'expiry' });
      throw error;
    }
  }

  /** A notice that cannot be delivered changes nothing for the invitation; the outbox remembers it. */
  private async sendNotices(requests: EmailRequest[]): Promise<void> {
    this.pending += 1;
    await this.send(requests, SENDING_TIME_MS).catch(() => undefined);
    this.pending -= 1;
  }

  /** A link is sent for as long as it opens something; so an unsent invitation expires without a timer. */
  private worthSendingMs(): number {
    return Math.max(1, Math.min(this.expiresInMs(), SENDING_TIME_MS));
  }

  private expiresInMs(): number {
    return Date.parse(this.invitation.snapshot.expiresAt) - Date.now();
  }

  private send(messages: EmailRequest[], scheduleToCloseTimeout: number): Promise<void> {
    const options = { summary: summaryOf(messages), scheduleToCloseTimeout };
    return emailActivities.sendEmail.executeWithOptions(options, [this.inputFor(messages)]);
  }

  private inputFor(messages: EmailRequest[]): SendEmailInput {
    const { invitationId, tokenVersion, expiresAt, reasonRef, partnerAccountId, failure } =
      this.invitation.snapshot;
    const { addToPartnershipId, partnershipId } = this.invitation.snapshot;
    return {
      invitationId,
      messages,
      tokenVersion,
      expiresAt,
      ...(reasonRef && { reasonRef }),
      ...(partnerAccountId && { partnerAccountId }),
      ...(partnershipId && partnershipId === addToPartnershipId && { added: true as const }),
      ...(failure && { failureType: failure.type }),
    };
  }

  private recallDeadLinks(): void {
    const { status, messageIds } = this.invitation.snapshot;
    for (const [scope, messageId] of this.links) {
      if (!isOpen(status) || !messageIds.includes(messageId)) scope.cancel();
    }
  }
}

function summaryOf(messages: readonly EmailRequest[]): string {
  return messages.map(({ template }) => template).join(', ');
}

function reasonOf(error: unknown): 'recalled' | 'missing' | 'refused' {
  if (isCancellation(error)) return 'recalled';
  return refusalIn(error)?.type === 'InvitationMissing' ? 'missing' : 'refused';
}

function isLink({ template }: EmailRequest): boolean {
  return LINK_TEMPLATES.includes(template);
}
