import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { History } from '@temporalio/common/lib/proto-utils';
import { invitationImportWorkflow } from '../../../workflows';
import {
  cancelImportSignal,
  IMPORT_PACE,
  importStart,
  importStateQuery,
  invitationStateQuery,
  NO_ROWS,
  type ImportWorkflowInput,
  type InvitationOutcome,
  type InvitationSnapshot,
  type InvitationWorkflowInput,
} from '../../../workflows/contract';
import { foldRows } from '../../support/fakes';
import { INVITEE, type Invited } from '../../support/workflows/invited';
import {
  chainOf,
  HOUR,
  MINUTE,
  RAN_OUT_OF_TIME,
  useTestEnvironment,
} from '../../support/workflows/use-test-environment';

// A new run's first task comes with two or three events. Any later one has more, so that whatever happens after it is
// taken by a run that asks for a new one: every state is handed over, by the run that was in it.
// A query that comes while the read model is written splits a task in two. Replaying takes both for one, so it finds the
// wish for a new run earlier than it came; hence nobody asks the runs here.
const use = useTestEnvironment({
  server: 'dev-server',
  extraArgs: [
    ...['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=5'],
    // By default a new run waits until its predecessor is a second old.
    ...['--dynamic-config-value', 'history.workflowIdReuseMinimalInterval="0s"'],
  ],
  mayFail: RAN_OUT_OF_TIME,
  looksAt: 'read model',
});
const user = (id: string) => ({ actor: { kind: 'user', id } });

/** What each run began with. */
async function inputsOf<Input>(workflowId: string, firstRunId: string): Promise<Input[]> {
  const input = ({ events }: History) =>
    events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  const histories = await chainOf(use.environment.client, workflowId, firstRunId);
  return histories.map((history) => JSON.parse(Buffer.from(input(history) ?? []).toString()) as Input);
}

/** The statuses in which the invitation was carried into a new run, in order. */
async function carriedIn({ handle }: Invited): Promise<(string | undefined)[]> {
  const inputs = await inputsOf<InvitationWorkflowInput>(handle.workflowId, handle.firstExecutionRunId);
  return inputs.slice(1).map(({ carried }) => carried?.snapshot.status);
}

/** News that changes nothing: a decision that is refused; all that was sent before has been taken then. */
async function nudge(invited: Invited): Promise<void> {
  const { status } = await invited.state();
  const decisionId = `noise-${randomUUID()}`;
  await invited.signal(status === 'failed' ? 'approveInvitation' : 'retryProvisioning', { decisionId });
  await invited.until('refused', ({ lastRefusal }) => lastRefusal?.decisionId === decisionId);
}

/** Until the invitation has gone on in a new run, in the status it is in. */
async function goesOn(invited: Invited): Promise<void> {
  const before = (await carriedIn(invited)).length;
  const hasGoneOn = async () => {
    const { status } = await invited.state();
    return (await carriedIn(invited)).slice(before).includes(status);
  };
  do await nudge(invited);
  while (!(await hasGoneOn()));
  // What comes next is to be taken by a later task than its first.
  await invited.comesToRest();
}

/** It ends so, and the read model has its last state and the whole story. */
async function endsAs(invited: Invited, outcome: InvitationOutcome): Promise<void> {
  expect((await invited.ends()).outcome).toBe(outcome);
  const kept = foldRows(use.fakes.rowsOf(invited.id));
  const state = await invited.handle.query(invitationStateQuery);
  expect(withoutTimeOfTask(kept!)).toEqual(withoutTimeOfTask(state));
}

/** When an e-mail was taken within a task is that task's time, which is another one on replay (decision 13). */
function withoutTimeOfTask({ timeline, ...state }: InvitationSnapshot) {
  const {
    sentAt: _sent,
    remindedUntil: _until,
    reminderInstants: _instants,
    updatedAt: _at,
    ...rest
  } = state;
  const entries = timeline.map(({ at, ...entry }) => (entry.type === 'sent' ? entry : { ...entry, at }));
  return { ...rest, entries };
}

/** E-mails that left, an attempt that was lost and repeated counting once. */
function mailed({ id }: Invited): string[] {
  const messages = use.fakes.inputsOf(id, 'sendEmail').flatMap((input) => input.messages);
  return [...new Map(messages.map((message) => [message.messageId, message.template])).values()];
}

test.each(['created', 'pending_approval'] as const)(
  'in %s no new run begins while e-mails are on their way, and none is lost or sent twice',
  async (status) => {
    const policy = { autoOnboarding: false };
    const invited = status === 'created' ? undefined : await use.inviteAndSend({ policy });
    if (invited) await goesOn(invited);
    const letMailGo = use.fakes.hold('sendEmail');
    const busy = invited ?? (await use.invite({ policy }));
    if (invited) await busy.signal('acceptInvitation');
    await busy.reaches(status);
    for (let news = 0; news < 3; news += 1) await nudge(busy);
    expect(await carriedIn(busy)).not.toContain(status);
    letMailGo();
    if (!invited) await busy.reaches('sent');
    await goesOn(busy);
    expect(mailed(busy)).toEqual([
      'invitation',
      ...(invited ? ['accepted-notice', 'approval-requested'] : []),
    ]);
    await busy.signal('revokeInvitation');
    await endsAs(busy, 'revoked');
  },
);

test('news of an e-mail that is told again counts once, through delivery_failed and sent', async () => {
  const invited = await use.inviteAndSend();
  const [messageId] = (await invited.state()).messageIds;
  await goesOn(invited);
  await invited.emailEvent('bounced', { eventId: 'e1' });
  await invited.reaches('delivery_failed');
  await goesOn(invited);
  await invited.signal('resendInvitation', { sameLink: true });
  await goesOn(invited);
  await invited.emailEvent('bounced', { eventId: 'e1', messageId: messageId! });
  await goesOn(invited);
  expect(await invited.state()).toMatchObject({ status: 'sent', tokenVersion: 1, sendCount: 2 });
  await invited.emailEvent('bounced', { eventId: 'e2', messageId: messageId! });
  await invited.reaches('delivery_failed');
  await invited.signal('revokeInvitation');
  await endsAs(invited, 'revoked');
  expect(mailed(invited).sort()).toEqual([
    'delivery-failed-notice',
    'delivery-failed-notice',
    'invitation',
    'new-link',
  ]);
});

test('a decision that comes again counts once, and approvals are kept, in sent and pending_approval', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, requiredApprovals: 2 } });
  await invited.signal('extendInvitation', { decisionId: 'extend', expiresIn: 'P20D' });
  await goesOn(invited);
  const { expiresAt } = await invited.state();
  await invited.signal('extendInvitation', { decisionId: 'extend', expiresIn: 'P90D' });
  await goesOn(invited);
  expect((await invited.state()).expiresAt).toBe(expiresAt);

  await invited.signal('acceptInvitation', { decisionId: 'accept' });
  await invited.signal('approveInvitation', { decisionId: 'one', ...user('usr_a') });
  await goesOn(invited);
  await invited.signal('approveInvitation', { decisionId: 'one', ...user('usr_b') });
  await invited.signal('approveInvitation', { decisionId: 'again', ...user('usr_a') });
  await invited.until('refused', ({ lastRefusal }) => lastRefusal?.type === 'AlreadyApproved');
  expect((await invited.state()).approvals).toMatchObject([{ by: 'usr_a' }]);
  await goesOn(invited);
  await invited.signal('approveInvitation', { decisionId: 'two', ...user('usr_b') });
  await endsAs(invited, 'active');
  expect(mailed(invited)).toEqual(['invitation', 'accepted-notice', 'approval-requested', 'welcome']);
});

test('a partner is made of what was accepted, through accepted and provisioning', async () => {
  use.fakes.answer('evaluateApprovalRules', { outcome: 'approve', ruleId: 'rule_1' });
  const invited = await use.inviteAndSend({ policy: { hasApprovalRules: true }, sharesRecords: true });
  await goesOn(invited);
  await invited.signal('acceptInvitation', { applicationRef: 'app_1' });
  await endsAs(invited, 'active');
  expect(await carriedIn(invited)).toEqual(expect.arrayContaining(['sent', 'accepted', 'provisioning']));
  expect(await invited.state()).toMatchObject({ ruleId: 'rule_1', applicationRef: 'app_1' });
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([
    { applicationRef: 'app_1', acceptedBy: INVITEE },
  ]);
});

test('what failed can be tried again or given up, in failed', async () => {
  use.fakes.fail('createAccount', 'permanent', 2);
  const invited = await use.inviteAndSend();
  await goesOn(invited);
  await invited.signal('acceptInvitation');
  await invited.reaches('failed');
  await goesOn(invited);
  expect((await invited.state()).failure).toMatchObject({ step: 'createAccount' });
  await invited.signal('retryProvisioning');
  await invited.until('failed again', ({ status, timeline }) => {
    return status === 'failed' && timeline.some(({ type }) => type === 'retried');
  });
  await goesOn(invited);
  await invited.signal('retryProvisioning');
  await endsAs(invited, 'active');
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ round: 3 }]);
  expect(mailed(invited).filter((each) => each === 'provisioning-failed-notice')).toHaveLength(2);
});

test('reminders come once each, those asked for too, and stop when they are told to', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['PT1S'] } });
  await invited.until('reminded', ({ remindersSent }) => remindersSent === 1);
  await goesOn(invited);
  await invited.signal('remindLater', { in: 'PT1S' });
  await invited.until('reminded again', ({ remindersSent }) => remindersSent === 2);
  await goesOn(invited);
  await invited.emailEvent('unsubscribed');
  await goesOn(invited);
  expect(await invited.state()).toMatchObject({ remindersStopped: true, remindersSent: 2 });
  expect(mailed(invited)).toEqual(['invitation', 'reminder', 'reminder']);
  await invited.signal('declineInvitation');
  await endsAs(invited, 'declined');
});

test('only the newest link opens it, and it expires when it was to', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S' } });
  await invited.signal('resendInvitation');
  await goesOn(invited);
  await invited.signal('acceptInvitation', { decisionId: 'old', tokenVersion: 1 });
  await invited.until('refused', ({ lastRefusal }) => lastRefusal?.type === 'LinkReplaced');
  await goesOn(invited);
  await invited.signal('extendInvitation', { expiresIn: 'PT1S' });
  await endsAs(invited, 'expired');
  expect(mailed(invited)).toEqual(['invitation', 'new-link', 'expired-notice']);
});

test('approvers are reminded once', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, escalateAfter: 'PT2S' } });
  await invited.signal('acceptInvitation');
  await invited.hasMailedAmong('approval-reminder');
  await goesOn(invited);
  await invited.signal('rejectInvitation');
  await endsAs(invited, 'rejected');
  expect(mailed(invited).filter((each) => each === 'approval-reminder')).toHaveLength(1);
});

test('an invitation that is cancelled in Temporal is revoked, also when a new run begins just then', async () => {
  use.fakes.answer('evaluateApprovalRules', { outcome: 'review' });
  const invited = await use.inviteAndSend({ policy: { hasApprovalRules: true } });
  await goesOn(invited);
  await use.environment.whileWorkerIsAway(async () => {
    await invited.signal('acceptInvitation');
    await invited.handle.cancel();
  });
  await endsAs(invited, 'revoked');
  expect(await carriedIn(invited)).toContain('accepted');
});

describe('an import', () => {
  const SIZE = IMPORT_PACE.rowsPerBatch;
  const start = async (total: number) => {
    const id = `imp_${randomBytes(13).toString('hex')}`;
    const options = importStart({ importId: id, accountId: 'acc_vendor', total, invalid: 3 });
    const run = await use.environment.client.workflow.start(invitationImportWorkflow, options);
    const runs = () => inputsOf<ImportWorkflowInput>(run.workflowId, run.firstExecutionRunId);
    return { id, run, runs };
  };
  const batches = (id: string) =>
    use.fakes.inputsOf(id, 'importRows').map(({ from, seq, others, heldUntil }) => ({
      from,
      seq,
      created: others.created,
      invalid: others.invalid,
      ...(heldUntil && { heldUntil }),
    }));
  const held = (until: string) => ({
    counts: { ...NO_ROWS, created: SIZE - 1 },
    pending: 1,
    hold: { reason: 'recipient', until } as const,
  });
  const all = { counts: { ...NO_ROWS, created: SIZE }, pending: 0 };

  test('comes back in a new run to the rows that had to wait', async () => {
    const over = new Date(Date.now() - MINUTE).toISOString();
    use.fakes.answerBy('importRows', ({ seq }) => (seq === 1 ? held(over) : all));
    const { id, run, runs } = await start(3 * SIZE);
    expect((await run.result()).status).toBe('completed');
    expect(await runs()).toHaveLength(4);
    expect(batches(id)).toEqual([
      { from: 1, seq: 1, created: 0, invalid: 3 },
      { from: 1, seq: 2, created: 0, invalid: 3 },
      { from: SIZE + 1, seq: 3, created: SIZE, invalid: 3 },
      { from: 2 * SIZE + 1, seq: 4, created: 2 * SIZE, invalid: 3 },
    ]);
  });

  test('holds on in a new run for what rows of the old one wait for, and can be cancelled then', async () => {
    const heldUntil = new Date(Date.now() + 24 * HOUR).toISOString();
    use.fakes.answerBy('importRows', ({ seq }) => (seq === 1 ? held(heldUntil) : all));
    const { id, run, runs } = await start(3 * SIZE);
    for (;;) {
      const { done } = await run.query(importStateQuery);
      if (done === 3 * SIZE - 1 + 3) break;
      await pause(20);
    }
    expect(await run.query(importStateQuery)).toMatchObject({ status: 'running', heldUntil });
    expect(batches(id)).toEqual([
      { from: 1, seq: 1, created: 0, invalid: 3 },
      { from: SIZE + 1, seq: 2, created: SIZE - 1, invalid: 3, heldUntil },
      { from: 2 * SIZE + 1, seq: 3, created: 2 * SIZE - 1, invalid: 3, heldUntil },
    ]);
    expect(await runs()).toHaveLength(3);
    await run.signal(cancelImportSignal, { decisionId: 'd', actor: { kind: 'operator', id: 'olga' } });
    expect((await run.result()).status).toBe('cancelled');
  });
});

test('no other workflow continues as new: what it hands over would have to be told here', () => {
  const folder = path.resolve(__dirname, '../../../workflows');
  const continuing = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('.ts') && readFileSync(path.join(folder, name), 'utf8').includes('continueAsNew<'),
  );
  expect(continuing).toEqual(['imports/invitation-import.workflow.ts', 'invitation/invitation.workflow.ts']);
});
