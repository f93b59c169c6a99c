import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils';
import { foldRows, type FakeActivities } from '../fakes';
import { lookUntil } from '../look-until';
import {
  emailEventReportedSignal,
  invitationStateQuery,
  refusalIn,
  type Actor,
  type DecisionName as Name,
  type EmailEvent,
  type EmailTemplate,
  type InvitationSnapshot,
  type InvitationStatus,
  type InvitationResult,
  type Refusal,
} from '../../../workflows/contract';
import type { invitationWorkflow } from '../../../workflows';

export const INVITEE: Actor = { kind: 'invitee', id: 'invitee' };
export const APPROVER: Actor = { kind: 'user', id: 'usr_approver' };

/** The decisions that come by Update and by Signal. */
export type DecisionName = Exclude<Name, 'changeAddress'>;

/** Just below jest's own limit, so that a test that waits in vain says for what. */
export const PATIENCE_MS = 150_000;

/** What is sent with a decision when a test does not care. */
export function decisionFor(name: DecisionName, changes: object = {}): object {
  const byInvitee = ['acceptInvitation', 'declineInvitation', 'remindLater'].includes(name);
  return {
    decisionId: randomUUID(),
    actor: byInvitee ? INVITEE : APPROVER,
    ...(name === 'extendInvitation' && { expiresIn: 'P20D' }),
    ...(name === 'remindLater' && { in: 'P2D' }),
    ...(name === 'returnInvitation' && { reasonRef: 'note_1' }),
    ...changes,
  };
}

/** One running invitation, as its invitee, its people and the mail provider meet it. */
export class Invited {
  constructor(
    readonly id: string,
    readonly handle: WorkflowHandleWithFirstExecutionRunId<typeof invitationWorkflow>,
    readonly fakes: FakeActivities,
    private readonly looksAt: 'run' | 'read model' = 'run',
  ) {}

  /** Decides by Update; rejects with what Temporal threw. */
  async decide(name: DecisionName, changes: object = {}): Promise<InvitationSnapshot> {
    return this.handle.executeUpdate<InvitationSnapshot, [object]>(name, {
      args: [decisionFor(name, changes)],
    });
  }

  /** Decides by Update with exactly this input and answers how it is refused. */
  async refusalOf(name: DecisionName, input: unknown): Promise<Refusal> {
    try {
      await this.handle.executeUpdate<InvitationSnapshot, [unknown]>(name, { args: [input] });
    } catch (error) {
      const refusal = error instanceof WorkflowUpdateFailedError ? refusalIn(error) : undefined;
      if (refusal) return refusal;
      throw error;
    }
    throw new Error(`${name} was not refused`);
  }

  /** How a well-formed decision is refused now. */
  async refused(name: DecisionName, changes: object = {}): Promise<Refusal> {
    return this.refusalOf(name, decisionFor(name, changes));
  }

  async signal(name: DecisionName, changes: object = {}): Promise<void> {
    await this.handle.signal(name, decisionFor(name, changes));
  }

  async emailEvent(event: EmailEvent['event'], changes: Partial<EmailEvent> = {}): Promise<void> {
    const messageId = (await this.state()).messageIds.at(-1) ?? '';
    const at = new Date(0).toISOString();
    await this.handle.signal(emailEventReportedSignal, {
      eventId: randomUUID(),
      messageId,
      event,
      at,
      ...changes,
    });
  }

  async state(): Promise<InvitationSnapshot> {
    const recorded = this.looksAt === 'read model' && foldRows(this.fakes.rowsOf(this.id));
    return recorded || this.handle.query(invitationStateQuery);
  }

  /** Waits for the state to be as described. */
  async until(
    what: string,
    holds: (state: InvitationSnapshot) => boolean | Promise<boolean>,
  ): Promise<InvitationSnapshot> {
    const failure = (state: InvitationSnapshot) => `never ${what}; stays ${JSON.stringify(state)}`;
    return lookUntil(() => this.state(), holds, PATIENCE_MS, failure);
  }

  async reaches(status: InvitationStatus): Promise<InvitationSnapshot> {
    return this.until(status, (state) => state.status === status);
  }

  /** The typed result, once the workflow has ended. */
  async ends(): Promise<InvitationResult> {
    return this.handle.result();
  }

  /** Waits for the e-mails to have left, in this order. */
  async hasMailed(...templates: string[]): Promise<void> {
    await this.waitFor(
      () => this.fakes.emailsOf(this.id).length >= templates.length,
      () => `mails ${this.fakes.emailsOf(this.id).join()}`,
    );
    expect(this.fakes.emailsOf(this.id)).toEqual(templates);
    await this.comesToRest();
  }

  /** Waits for an e-mail of that kind to have left. */
  async hasMailedAmong(template: EmailTemplate): Promise<void> {
    const mailed = () => this.fakes.emailsOf(this.id);
    await this.waitFor(
      () => mailed().includes(template),
      () => mailed().join(),
    );
  }

  /**
   * Waits until no task and no activity is under way. The time-skipping server never answers a task that
   * recalls an activity which has just been completed, so a test lets an e-mail arrive before it goes on.
   */
  async comesToRest(): Promise<void> {
    const look = () => this.handle.fetchHistory();
    await lookUntil(
      look,
      (history) => !isBusy(history),
      PATIENCE_MS,
      () => 'never comes to rest',
    );
  }

  async waitFor(holds: () => boolean, found: () => string): Promise<void> {
    await lookUntil(
      holds,
      (isSo) => isSo,
      PATIENCE_MS,
      () => `waited in vain; found ${found()}`,
    );
  }

  /** Types of the timeline's entries. */
  async story(): Promise<string[]> {
    return (await this.state()).timeline.map(({ type }) => type);
  }

  async attributes(): Promise<TypedSearchAttributes> {
    return (await this.handle.describe()).typedSearchAttributes;
  }
}

function isBusy({ events }: History): boolean {
  let tasks = 0;
  let activities = 0;
  for (const event of events ?? []) {
    if (event.workflowTaskScheduledEventAttributes) tasks += 1;
    if (event.workflowTaskCompletedEventAttributes) tasks -= 1;
    if (event.workflowTaskFailedEventAttributes) tasks -= 1;
    if (event.activityTaskScheduledEventAttributes) activities += 1;
    if (event.activityTaskCompletedEventAttributes) activities -= 1;
    if (event.activityTaskFailedEventAttributes) activities -= 1;
    if (event.activityTaskTimedOutEventAttributes) activities -= 1;
    if (event.activityTaskCanceledEventAttributes) activities -= 1;
  }
  // A new run begins a moment after the old one has ended.
  const hasBegun = events?.some((event) => event.workflowTaskCompletedEventAttributes) === true;
  return !hasBegun || tasks > 0 || activities > 0;
}
