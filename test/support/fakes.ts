import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities';
import { isQuickTry } from '../../activities/quick-try';
import {
  failureOf,
  NO_ROWS,
  provisionedId,
  type EmailTemplate,
  type InvitationSnapshot,
} from '../../workflows/contract';

/** The activities that tests of workflows need so far. */
export type FakedActivities = Pick<
  Activities,
  | 'sendEmail'
  | 'recordInvitation'
  | 'evaluateApprovalRules'
  | 'createAccount'
  | 'assignDefaultRole'
  | 'shareRecords'
  | 'removeCreatedAccount'
  | 'withdrawDefaultRole'
  | 'withdrawSharedRecords'
  | 'sendUserEmail'
  | 'importRows'
  | 'closeImport'
  | 'deliverWebhook'
  | 'reconcileInvitations'
  | 'findContact'
  | 'eraseInvitation'
  | 'finishErasure'
>;

export type ActivityName = keyof FakedActivities;

/** One attempt of an activity, as the fakes saw it; quick tries that fail are none. */
export interface Call {
  readonly activity: ActivityName;
  readonly invitationId: string;
  readonly input: unknown;
  outcome: 'running' | 'done' | 'failed';
}

/** How an activity misbehaves for its next `left` attempts. */
interface Trouble {
  readonly kind: 'transient' | 'permanent';
  left: number;
}

/**
 * Stands in for the activities: remembers each attempt in order and fails as told. What is remembered is
 * asked for by invitation, so that runs of other tests do not mix in.
 */
export class FakeActivities {
  readonly attempts: Call[] = [];
  private readonly troubles = new Map<ActivityName, Trouble>();
  private readonly gates = new Map<ActivityName, { opened: Promise<void>; open: () => void }>();
  private readonly delays = new Map<ActivityName, number>();
  private readonly bygone = new Set<string>();
  private readonly answers = new Map<ActivityName, (input: unknown) => unknown>();

  /** What a worker registers. */
  readonly activities: FakedActivities = {
    sendEmail: (input) => this.perform('sendEmail', input, undefined),
    recordInvitation: (input) => this.perform('recordInvitation', input, undefined),
    evaluateApprovalRules: (input) => this.perform('evaluateApprovalRules', input, { outcome: 'review' }),
    createAccount: (input) =>
      this.perform('createAccount', input, {
        partnerAccountId: input.partnerAccountId ?? provisionedId('acc', input.invitationId),
        partnerUserId: provisionedId('usr', input.invitationId),
        partnershipId: provisionedId('prt', input.invitationId),
      }),
    assignDefaultRole: (input) => this.perform('assignDefaultRole', input, undefined),
    shareRecords: (input) => this.perform('shareRecords', input, { sharedFolders: 2 }),
    removeCreatedAccount: (input) => this.perform('removeCreatedAccount', input, undefined),
    withdrawDefaultRole: (input) => this.perform('withdrawDefaultRole', input, undefined),
    withdrawSharedRecords: (input) => this.perform('withdrawSharedRecords', input, undefined),
    sendUserEmail: (input) => this.perform('sendUserEmail', { invitationId: input.userId }, undefined),
    importRows: (input) =>
      this.perform(
        'importRows',
        { ...input, invitationId: input.importId },
        { counts: { ...NO_ROWS, created: input.to - input.from + 1 }, pending: 0 },
      ),
    closeImport: (input) => this.perform('closeImport', { ...input, invitationId: input.importId }, NO_ROWS),
    deliverWebhook: (input) =>
      this.perform(
        'deliverWebhook',
        { ...input, invitationId: input.deliveryId },
        { state: 'delivered', attempts: 1 },
      ),
    reconcileInvitations: () =>
      this.perform('reconcileInvitations', { invitationId: '' }, { started: 0, repaired: 0 }),
    findContact: (input) =>
      this.perform('findContact', { ...input, invitationId: input.requestId }, { invitations: [] }),
    eraseInvitation: (input) => this.perform('eraseInvitation', input, { erased: true }),
    finishErasure: (input) =>
      this.perform('finishErasure', { ...input, invitationId: input.requestId }, undefined),
  };

  /** The next attempts fail; `Infinity` means until {@link recover}. */
  fail(activity: ActivityName, kind: Trouble['kind'], times = Infinity): void {
    this.troubles.set(activity, { kind, left: times });
  }

  recover(activity: ActivityName): void {
    this.troubles.delete(activity);
  }

  /** What the activity answers from now on. */
  answer<Name extends ActivityName>(activity: Name, value: Awaited<ReturnType<FakedActivities[Name]>>): void {
    this.answers.set(activity, () => value);
  }

  /** What the activity answers from now on, by what it is asked. */
  answerBy<Name extends ActivityName>(
    activity: Name,
    answer: (input: Parameters<FakedActivities[Name]>[0]) => Awaited<ReturnType<FakedActivities[Name]>>,
  ): void {
    this.answers.set(activity, answer as (input: unknown) => unknown);
  }

  /** Every attempt hangs until the returned function is called. */
  hold(activity: ActivityName): () => void {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.gates.set(activity, { opened, open });
    return open;
  }

  /** Every attempt takes that many real milliseconds. */
  delay(activity: ActivityName, ms: number): void {
    this.delays.set(activity, ms);
  }

  /** All is well and nothing happened; the invitations so far are left alone by what a later test asks for. */
  reset(): void {
    for (const { invitationId } of this.attempts.splice(0)) this.bygone.add(invitationId);
    this.troubles.clear();
    this.answers.clear();
    this.delays.clear();
    for (const { open } of this.gates.values()) open();
    this.gates.clear();
  }

  /** Attempts for one invitation, in the order in which they started. */
  callsOf(invitationId: string, ...activities: ActivityName[]): Call[] {
    return this.attempts.filter(
      (call) =>
        call.invitationId === invitationId && (activities.length === 0 || activities.includes(call.activity)),
    );
  }

  /** Input of every attempt that the activity finished. */
  inputsOf<Name extends ActivityName>(
    invitationId: string,
    activity: Name,
  ): Parameters<FakedActivities[Name]>[0][] {
    const done = this.callsOf(invitationId, activity).filter(({ outcome }) => outcome === 'done');
    return done.map(({ input }) => input as Parameters<FakedActivities[Name]>[0]);
  }

  /** Templates of the e-mails that left, in order. */
  emailsOf(invitationId: string): EmailTemplate[] {
    return this.inputsOf(invitationId, 'sendEmail').flatMap(({ messages }) =>
      messages.map(({ template }) => template),
    );
  }

  /** Every state that reached the read model, also those that rode along with `createAccount`. */
  rowsOf(invitationId: string): InvitationSnapshot[] {
    const rows = this.callsOf(invitationId, 'recordInvitation', 'createAccount');
    return rows
      .filter(({ outcome }) => outcome === 'done')
      .map(({ activity, input }) =>
        activity === 'createAccount'
          ? (input as Parameters<Activities['createAccount']>[0]).record
          : (input as InvitationSnapshot),
      )
      .filter((row) => row !== undefined);
  }

  /** What would fail or hang does so in the regular activity; the quick try before it is not counted. */
  private isInTrouble(activity: ActivityName): boolean {
    return this.gates.has(activity) || (this.troubles.get(activity)?.left ?? 0) > 0;
  }

  private async perform<Result>(
    activity: ActivityName,
    input: { readonly invitationId: string },
    usual: Result,
  ): Promise<Result> {
    if (isQuickTry() && this.isInTrouble(activity))
      throw ApplicationFailure.retryable('not now', 'Unavailable');
    const call: Call = { activity, invitationId: input.invitationId, input, outcome: 'running' };
    this.attempts.push(call);
    if (this.bygone.has(call.invitationId)) return usual;
    await this.gates.get(activity)?.opened;
    await pause(this.delays.get(activity) ?? 0);
    const trouble = this.troubles.get(activity);
    if (trouble && trouble.left > 0) {
      trouble.left -= 1;
      call.outcome = 'failed';
      throw trouble.kind === 'permanent'
        ? failureOf({ type: 'ProvisioningRefused' })
        : ApplicationFailure.retryable('not now', 'Unavailable');
    }
    call.outcome = 'done';
    const answer = this.answers.get(activity);
    return answer ? (answer(input) as Result) : usual;
  }
}

/**
 * The read model as the store would have it after these writes: a row older than the stored one changes
 * nothing, and timeline entries are appended once by their number.
 */
export function foldRows(rows: readonly InvitationSnapshot[]): InvitationSnapshot | undefined {
  let stored: InvitationSnapshot | undefined;
  for (const row of rows) {
    if (stored && row.seq <= stored.seq) continue;
    const known = stored?.timeline ?? [];
    const added = row.timeline.filter(({ n }) => known.every((entry) => entry.n !== n));
    stored = { ...row, timeline: [...known, ...added] };
  }
  return stored;
}
