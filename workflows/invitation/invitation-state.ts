import {
  durationMs,
  isTerminal,
  messageIdOf,
  type Actor,
  type CarriedState,
  type EmailRequest,
  type EmailTemplate,
  type InvitationResult,
  type InvitationSnapshot,
  type InvitationWorkflowInput,
  type TimelineEntry,
} from '../contract';
import { transition, type InvitationEvent } from '../contract/transitions';
import { nextDeadline, reminderInstants, type Deadline } from './deadlines';
import { firstState } from './initial-state';

export const SYSTEM: Actor = { kind: 'system', id: 'usher' };

export type Changes = Partial<
  Omit<InvitationSnapshot, 'invitationId' | 'accountId' | 'program' | 'seq' | 'timeline'>
>;
export type Note = Pick<TimelineEntry, 'type' | 'actor' | 'reasonRef' | 'detail'>;

/** The state of an invitation, and the only ways to change it. */
export class InvitationState {
  protected state: InvitationSnapshot;
  protected outgoing: EmailRequest[] = [];
  private readonly decisionIds: Set<string>;
  protected readonly emailEventIds: Set<string>;
  private readonly written: Partial<Record<EmailTemplate, number>>;
  private news: (() => void)[] = [];

  constructor(readonly input: InvitationWorkflowInput) {
    this.state = input.carried?.snapshot ?? firstState(input);
    this.decisionIds = new Set(input.carried?.decisionIds);
    this.emailEventIds = new Set(input.carried?.emailEventIds);
    this.written = { ...input.carried?.written };
  }

  get snapshot(): InvitationSnapshot {
    return this.state;
  }
  get status(): InvitationSnapshot['status'] {
    return this.state.status;
  }
  get seq(): number {
    return this.state.seq;
  }
  get deadline(): Deadline | undefined {
    return nextDeadline(this.state);
  }

  /** What a continued run has to know of this one. */
  carry(): Omit<CarriedState, 'recorded' | 'cancelled'> {
    return {
      snapshot: this.state,
      decisionIds: [...this.decisionIds],
      emailEventIds: [...this.emailEventIds],
      written: this.written,
    };
  }

  /** The typed result of an invitation that is over. */
  result(): InvitationResult {
    const { invitationId, status, partnershipId } = this.state;
    if (!isTerminal(status)) throw new TypeError(`${status} is no ending`);
    return { invitationId, outcome: status, ...(partnershipId && { partnershipId }) };
  }

  /** Something was written that nobody has taken yet. */
  get hasOutgoing(): boolean {
    return this.outgoing.length > 0;
  }

  /** E-mails that became due since the last call. */
  takeOutgoing(): EmailRequest[] {
    const taken = this.outgoing;
    this.outgoing = [];
    return taken;
  }

  /**
   * Takes news that nobody waits for; while a partner is made, only once that is over. Its last steps end the run in one
   * task, which is done again when something came meanwhile, and then the news would come before them.
   */
  hear(news: () => void): void {
    if (this.state.status === 'provisioning') this.news.push(news);
    else news();
  }
  /** What came while the partner was made. */
  hearWhatWaited(): void {
    for (const news of this.news.splice(0)) news();
  }

  hasDecided(decisionId: string): boolean {
    return this.decisionIds.has(decisionId);
  }
  remember(decisionId: string): void {
    this.decisionIds.add(decisionId);
  }
  noteRefusal(decisionId: string, type: string): void {
    this.change({ lastRefusal: { decisionId, type, at: iso(Date.now()) } });
  }

  /** The table of transitions allows the event now. */
  allows(event: InvitationEvent): boolean {
    return typeof transition(this.state.status, event) === 'string';
  }

  protected move(event: InvitationEvent, note?: Note, changes: Changes = {}): void {
    const status = transition(this.state.status, event);
    if (typeof status !== 'string') throw new TypeError(`${event} was not checked in ${this.state.status}`);
    if (status !== this.state.status) {
      // What led to one status explains no other: what an applicant was asked is no reason of a rejection.
      const { reasonRef: _former, ...rest } = this.state;
      this.state = rest;
    }
    const ended: Changes = isTerminal(status) ? { endedAt: iso(Date.now()) } : {};
    this.change({ ...changes, ...ended, status }, note);
  }

  protected change(changes: Changes, note?: Note): void {
    const at = iso(Date.now());
    const next = { ...this.state, ...changes, seq: this.state.seq + 1, updatedAt: at };
    const timeline = note
      ? [...this.state.timeline, { n: this.state.timeline.length + 1, at, ...note }]
      : this.state.timeline;
    this.state = { ...next, timeline, reminderInstants: reminderInstants(next, this.input.policy.reminders) };
  }

  /** Puts e-mails into the outgoing tray; returns the ID of the first. */
  protected write(...templates: [EmailTemplate, ...EmailTemplate[]]): string {
    const [first, ...others] = templates;
    const request = this.requestOf(first);
    this.outgoing.push(request, ...others.map((template) => this.requestOf(template)));
    return request.messageId;
  }

  /** By its number among those of its kind, which is the same when a task is done again with more news than before. */
  protected requestOf(template: EmailTemplate): EmailRequest {
    const n = (this.written[template] ?? 0) + 1;
    this.written[template] = n;
    return { messageId: messageIdOf(this.input.invitationId, template, n), template };
  }
}

export function after(duration: string): string {
  return iso(Date.now() + (durationMs(duration) ?? 0));
}

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
