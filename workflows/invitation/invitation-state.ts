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

  constructor(readonly input: InvitationWorkflowInput) {
    this.state = input.carried?.snapshot ?? firstState(input);
    this.decisionIds = new Set(input.carried?.decisionIds);
    this.emailEventIds = new Set(input.carried?.emailEventIds);
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
    };
  }

  /** The typed result of an invitation that is over. */
  result(): InvitationResult {
    const { invitationId, status, partnershipId } = this.state;
    if (!isTerminal(status)) throw new TypeError(`${status} is no ending`);
    return { invitationId, outcome: status, ...(partnershipId && { partnershipId }) };
  }

  /** E-mails that became due since the last call. */
  takeOutgoing(): EmailRequest[] {
    const taken = this.outgoing;
    this.outgoing = [];
    return taken;
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
    this.outgoing.push(...templates.map((template) => this.requestOf(template)));
    return this.requestOf(templates[0]).messageId;
  }

  protected requestOf(template: EmailTemplate): EmailRequest {
    return { messageId: messageIdOf(this.input.invitationId, template, this.state.seq), template };
  }
}

export function after(duration: string): string {
  return iso(Date.now() + (durationMs(duration) ?? 0));
}

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
