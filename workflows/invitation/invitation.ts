import {
  NEW_PARTNER,
  type AcceptInput,
  type ApproveInput,
  type Decision,
  type EmailEvent,
  type EmailTemplate,
  type InvitationSnapshot,
  type ProvisionedAccount,
  type ResendInput,
  type TimelineEntry,
} from '../contract';
import { afterEscalation, isAskedForNow } from './deadlines';
import { after, InvitationState, iso, SYSTEM, type Changes, type Note } from './invitation-state';

/** Events about bounced mail that mean "this address does not work". */
const DELIVERY_FAILURES: readonly EmailEvent['event'][] = ['bounced', 'dropped', 'spam_report'];

/**
 * One invitation: its state, and what each event does to it. It never waits and never calls anything;
 * the workflow around it does. Whoever calls a method has checked with `refusal()` that it is allowed.
 */
export class Invitation extends InvitationState {
  /** The first e-mail with the link is written; whoever applied without one has answered already. */
  begin(): void {
    const { applicationRef } = this.input;
    if (applicationRef === undefined) this.state = { ...this.state, messageIds: [this.write('invitation')] };
    else this.apply(applicationRef);
  }

  private apply(applicationRef: string): void {
    const acceptedBy = { kind: 'invitee', id: 'invitee' } as const;
    this.move('accept', undefined, { respondedAt: this.input.createdAt, acceptedBy, applicationRef });
    this.goOn();
  }

  // ---- the invitee answers -----------------------------------------------------------------------

  accept(input: AcceptInput): void {
    const { applicationRef, partnerAccountId, actor } = input;
    this.move('accept', noted('accepted', input), {
      respondedAt: iso(decidedAt(input)),
      acceptedBy: actor,
      ...(applicationRef && { applicationRef }),
      ...(partnerAccountId && { partnerAccountId }),
    });
    // Whoever asked for more looks at it, whatever a rule would say.
    if (this.state.returnCount !== undefined) this.route('review');
    else this.goOn();
  }

  /** Where no rule has to be asked, an answer goes on at once. */
  private goOn(): void {
    const { hasApprovalRules, autoOnboarding } = this.input.policy;
    if (!hasApprovalRules) this.route(autoOnboarding ? 'approve' : 'review');
  }

  /** An accepted invitation goes on: by itself, to the Pending list, or not at all. */
  route(outcome: 'approve' | 'review' | 'reject', ruleId?: string, addToPartnershipId?: string): void {
    const rule: Changes = ruleId ? { ruleId } : {};
    const chosen: Changes = addToPartnershipId ? { addToPartnershipId } : {};
    switch (outcome) {
      case 'approve':
        this.move('provision', undefined, { ...rule, ...chosen });
        break;
      case 'review':
        this.move(
          'review',
          { type: 'approval_requested', actor: SYSTEM },
          { ...rule, ...this.decisionDates() },
        );
        // Nobody invited whoever applied: those who decide are told.
        if (this.input.applicationRef === undefined) this.write('accepted-notice', 'approval-requested');
        else this.write('approval-requested');
        break;
      case 'reject':
        this.move(
          'rejectByRule',
          { type: 'rejected', actor: SYSTEM, ...(ruleId && { detail: { ruleId } }) },
          rule,
        );
        this.write('application-rejected');
        break;
    }
  }

  /** When people who are asked now are reminded, and by when they have to decide. */
  private decisionDates(): Changes {
    const { escalateAfter, decideWithin } = this.input.policy;
    const escalateAt = after(escalateAfter);
    return decideWithin === undefined ? { escalateAt } : { escalateAt, decisionDueAt: after(decideWithin) };
  }

  decline(input: Decision): void {
    this.move('decline', noted('declined', input), { respondedAt: iso(decidedAt(input)), ...reason(input) });
    this.write('declined-notice');
  }

  remindLater(input: Decision, inMs: number): void {
    this.move('remindLater', noted('remind_later', input), { remindLaterAt: iso(Date.now() + inMs) });
  }

  // ---- people of the inviting account decide -----------------------------------------------------

  approve(input: ApproveInput): void {
    const { actor, reasonRef, contentHash, baseHash } = input;
    const isAnew = this.status === 'failed';
    const addTo = this.choiceOf(input);
    const approval = {
      by: actor.id,
      at: iso(Date.now()),
      ...(reasonRef && { noteRef: reasonRef }),
      ...(contentHash && { contentHash }),
      ...(baseHash && { baseHash }),
      ...(addTo !== NEW_PARTNER && { addTo }),
    };
    const approvals = [...(isAnew ? [] : this.approvalsOf(contentHash)), approval];
    const detail = input.addTo === undefined ? {} : { detail: { addTo } };
    const { addToPartnershipId: _chosen, failure: _failure, ...rest } = this.state;
    this.state = rest;
    this.move(
      isAnew ? 'chooseAnew' : 'approve',
      { ...noted('approved', input), ...detail },
      {
        approvals,
        ...(addTo !== NEW_PARTNER && { addToPartnershipId: addTo }),
        ...(isAnew && { escalateAt: after(this.input.policy.escalateAfter) }),
      },
    );
    if (approvals.length >= this.input.policy.requiredApprovals) this.move('provision');
  }

  /** The partner that an approval would add to, or a new one. */
  choiceOf({ addTo }: ApproveInput): string {
    return addTo ?? this.state.addToPartnershipId ?? NEW_PARTNER;
  }

  /** The chosen partner took nobody any more, so that an approver may choose anew. */
  get mayChooseAnew(): boolean {
    return this.status === 'failed' && this.state.failure?.type === 'PartnerUnavailable';
  }

  /** Approvals that count together with one of the given content. */
  approvalsOf(contentHash: string | undefined): InvitationSnapshot['approvals'] {
    return this.state.approvals.filter((approval) => approval.contentHash === contentHash);
  }

  reject(input: Decision): void {
    this.move('reject', noted('rejected', input), reason(input));
    this.write('application-rejected');
  }

  /** The applicant is asked for more: the link opens the form again, with new time and new reminders. */
  return(input: Decision): void {
    const {
      acceptedBy: _by,
      respondedAt: _at,
      partnerAccountId: _account,
      escalateAt: _due,
      addToPartnershipId: _chosen,
      escalations: _reminded,
      decisionDueAt: _end,
      ...rest
    } = this.state;
    const { addToPartnershipId } = this.input;
    // What an approver chose is void with their approval; the inviter's wish is not.
    this.state = { ...rest, ...(addToPartnershipId && { addToPartnershipId }) };
    const now = iso(Date.now());
    this.move('return', noted('returned', input), {
      ...reason(input),
      approvals: [],
      returnCount: (rest.returnCount ?? 0) + 1,
      expiresAt: this.renewedExpiry(),
      lastSendAt: now,
      remindedUntil: now,
    });
    this.state = { ...this.state, messageIds: [this.write('application-returned')] };
  }

  revoke(input: Decision): void {
    this.move('revoke', noted('revoked', input), reason(input));
  }

  /** Its document was taken back before it was ever sent, or erased: nobody is invited any more. */
  withdrawn(): void {
    if (this.allows('revoke')) this.move('revoke', { type: 'revoked', actor: SYSTEM });
  }

  resend(input: ResendInput): void {
    const { status, tokenVersion, sendCount, messageIds } = this.state;
    this.move('resend', noted('resent', input), {
      tokenVersion: input.sameLink ? tokenVersion : tokenVersion + 1,
      sendCount: sendCount + 1,
      lastSendAt: iso(Date.now()),
      ...(input.extendExpiry !== false && { expiresAt: this.renewedExpiry() }),
    });
    const messageId = this.write('new-link');
    const others = input.sameLink ? messageIds : [];
    // After a failed delivery the same link is delivered anew: the first message is the one that decides.
    const isAnew = status === 'delivery_failed';
    this.state = { ...this.state, messageIds: isAnew ? [messageId, ...others] : [...others, messageId] };
  }

  /** The whole time to answer once more, and never less than is left. */
  private renewedExpiry(): string {
    const whole = Date.parse(after(this.input.policy.expiresIn));
    return iso(Math.max(Date.parse(this.state.expiresAt), whole));
  }

  /** The invitation is for another address from now on: no link that was mailed before opens it any more. */
  changeAddress(): void {
    const { tokenVersion, addressVersion = 1 } = this.state;
    const versions = { tokenVersion: tokenVersion + 1, addressVersion: addressVersion + 1 };
    this.move('changeAddress', undefined, { ...versions, messageIds: [] });
  }

  extend(input: Decision, byMs: number): void {
    this.move('extend', noted('extended', input), { expiresAt: iso(Date.now() + byMs) });
  }

  retry(input: Decision): void {
    const { failure: _, ...rest } = this.state;
    this.state = rest;
    this.move('retry', noted('retried', input));
  }

  // ---- time passes -------------------------------------------------------------------------------

  /** Does what is due by now, one thing at a time and the last word first. */
  applyDueDeadlines(): void {
    const due = this.deadline;
    if (!due || due.at > Date.now()) return;
    switch (due.kind) {
      case 'expiry':
        this.move('expire', { type: 'expired', actor: SYSTEM });
        this.write('expired-notice');
        break;
      case 'reminder': {
        const remindersSent = this.state.remindersSent + 1;
        const isAskedFor = isAskedForNow(this.state);
        this.move(
          'remind',
          { type: 'reminded', actor: SYSTEM },
          { remindersSent, remindedUntil: iso(Date.now()) },
        );
        const request = this.requestOf(this.status === 'returned' ? 'returned-reminder' : 'reminder');
        this.outgoing.push({ ...request, ...(isAskedFor && { askedFor: true }) });
        this.state = { ...this.state, messageIds: [...this.state.messageIds, request.messageId] };
        break;
      }
      case 'escalation':
        this.escalate();
        break;
      case 'decision':
        this.undecided();
        break;
    }
  }

  private escalate(): void {
    const { escalateAt: _, ...rest } = this.state;
    this.state = rest;
    const changes = afterEscalation(rest, this.input.policy);
    const isTold = changes.escalations !== undefined;
    this.move('escalate', isTold ? { type: 'approvers_reminded', actor: SYSTEM } : undefined, changes);
    this.write('approval-reminder');
  }

  /** Nobody decided in time. */
  private undecided(): void {
    const { decisionDueAt: undecidedUntil = '', ...rest } = this.state;
    this.state = rest;
    if (this.input.policy.whenUndecided === 'reject') {
      this.move('rejectUndecided', { type: 'rejected', actor: SYSTEM, detail: { undecidedUntil } });
      this.write('application-rejected');
    } else {
      this.move('escalate', { type: 'decision_overdue', actor: SYSTEM });
      this.write('decision-overdue');
    }
  }

  // ---- the mail comes back -----------------------------------------------------------------------

  /** The provider took the e-mail with the current link, which counts as sent at that moment. */
  emailTaken(messageId: string, at = Date.now()): void {
    if (!this.state.messageIds.includes(messageId)) return;
    const sent = { sentAt: iso(at), remindedUntil: iso(at) };
    const isFirst = this.state.sentAt === undefined && this.input.applicationRef === undefined;
    const note: Note | undefined = isFirst ? { type: 'sent', actor: SYSTEM } : undefined;
    if (this.allows('emailTaken')) this.move('emailTaken', note, sent);
    else this.change(sent, note);
  }

  /** The current link did not reach the invitee. */
  emailFailed(messageId: string, event: string): void {
    const concerned = this.state.messageIds.includes(messageId);
    if (!concerned || !this.allows('emailFailed')) return;
    this.move('emailFailed', { type: 'bounced', actor: SYSTEM, detail: { event } });
    this.write('delivery-failed-notice');
  }

  /** A later message with the current link, such as a reminder, could not be sent; the link is as good as before. */
  emailNotSent(template: EmailTemplate): void {
    this.change({}, { type: 'email_failed', actor: SYSTEM, detail: { template } });
  }

  emailReported({ eventId, messageId, event, at }: EmailEvent): void {
    if (this.emailEventIds.has(eventId)) return;
    this.emailEventIds.add(eventId);
    if (DELIVERY_FAILURES.includes(event)) this.emailFailed(messageId, event);
    if (event === 'delivered' && !this.state.deliveredAt && this.state.messageIds.includes(messageId)) {
      this.change({ deliveredAt: at }, { type: 'delivered', actor: SYSTEM });
    }
    if (event === 'unsubscribed' && !this.state.remindersStopped) {
      const { remindLaterAt: _, ...rest } = this.state;
      this.state = rest;
      this.change(
        { remindersStopped: true },
        { type: 'unsubscribed', actor: { kind: 'invitee', id: 'invitee' } },
      );
    }
  }

  // ---- the partner is made -----------------------------------------------------------------------

  provisioned(account: ProvisionedAccount): void {
    const isAdded = this.state.addToPartnershipId === account.partnershipId;
    const wasReviewed = this.state.timeline.some((entry) => entry.type === 'approval_requested');
    this.move(
      'provisioned',
      { type: 'activated', actor: SYSTEM, ...(isAdded && { detail: { added: true } }) },
      { ...account, activatedAt: iso(Date.now()) },
    );
    this.write('welcome', ...(wasReviewed ? [] : (['accepted-notice'] as const)));
  }

  provisioningFailed(failure: { step: string; type: string }): void {
    this.move(
      'provisioningFailed',
      { type: 'provisioning_failed', actor: SYSTEM, detail: failure },
      { failure },
    );
  }

  /** Whoever is responsible is told that the invitation waits in `failed`. */
  tellOfFailure(): void {
    this.write('provisioning-failed-notice');
  }
}

/** When a decision counts as taken: as the API stamped it, but never in the future. */
export function decidedAt(input: Decision): number {
  const stamped = input.decidedAt === undefined ? NaN : Date.parse(input.decidedAt);
  return Number.isNaN(stamped) ? Date.now() : Math.min(stamped, Date.now());
}

function noted(type: TimelineEntry['type'], { actor, reasonRef }: Decision): Note {
  return { type, actor, ...(reasonRef && { reasonRef }) };
}

function reason({ reasonRef }: Decision): Changes {
  return reasonRef ? { reasonRef } : {};
}
