import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import {
  emailEventReportedSignal,
  invitationStateQuery,
  type EmailEvent,
  type InvitationSnapshot,
  type InvitationStatus,
} from '../../workflows/contract';

/** Whoever answers by the mailed link. */
export const byInvitee = { actor: { kind: 'invitee', id: 'invitee' } };

/** Plays everybody who has to do with an invitation. */
export class Guest {
  constructor(readonly handle: WorkflowHandle) {}

  async decide(name: string, changes: object = {}): Promise<void> {
    await this.handle.executeUpdate(name, { args: [decision(changes)] as [object], updateId: randomUUID() });
  }
  async signal(name: string, changes: object = {}): Promise<void> {
    await this.handle.signal(name, decision(changes));
  }
  async report(event: EmailEvent['event']): Promise<void> {
    const messageId = (await this.state()).messageIds.at(-1) ?? '';
    const at = new Date().toISOString();
    await this.handle.signal(emailEventReportedSignal, { eventId: randomUUID(), messageId, event, at });
  }
  state(): Promise<InvitationSnapshot> {
    return this.handle.query(invitationStateQuery);
  }
  reaches(status: InvitationStatus): Promise<void> {
    return this.until((state) => state.status === status);
  }
  async until(holds: (state: InvitationSnapshot) => boolean): Promise<void> {
    while (!holds(await this.state())) await pause(50);
    // What the change brought about is part of the story.
    await pause(300);
  }
  /** With the newest link, once it was mailed. */
  async accepts(): Promise<void> {
    await this.reaches('sent');
    const { tokenVersion } = await this.state();
    await this.decide('acceptInvitation', { ...byInvitee, tokenVersion, applicationRef: 'app_1' });
  }
}

function decision(changes: object): object {
  return { decisionId: randomUUID(), actor: { kind: 'user', id: 'usr_approver' }, ...changes };
}
