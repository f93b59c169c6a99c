import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { refusalIn } from '../../../workflows/contract';
import {
  HOUR,
  MINUTE,
  RAN_OUT_OF_TIME,
  useTestEnvironment,
} from '../../support/workflows/use-test-environment';

// A real Temporal server: the time-skipping one has races of its own.
const SUGGEST_NEW_RUN_AT = 120;
const use = useTestEnvironment({
  server: 'dev-server',
  // A machine under load lets tasks run out of time while the read model is written; the SDK then fails them with one
  // of two messages about its state machines, and they are done again: docs/decisions/0013-tasks-that-run-out-of-time.md.
  mayFail: RAN_OUT_OF_TIME,
  extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SUGGEST_NEW_RUN_AT}`],
});
const waiting = { policy: { autoOnboarding: false } };

/** How a decision ended: taken, refused with a type, or too late for a workflow that is over. */
async function outcomeOf(decision: Promise<unknown>): Promise<string> {
  try {
    await decision;
    return 'taken';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'over';
    if (error instanceof WorkflowUpdateFailedError) return refusalIn(error)?.type ?? 'over';
    throw error;
  }
}

const count = (values: readonly string[], value: string): number =>
  values.filter((each) => each === value).length;

/** Outcomes besides the expected ones, and `over`: on a slow machine the server refuses what it held too long. */
const others = (outcomes: readonly string[], ...expected: readonly string[]): string[] =>
  outcomes.filter((outcome) => ![...expected, 'over'].includes(outcome));

async function at(instant: number): Promise<void> {
  await pause(Math.max(0, instant - Date.now()));
}

test('an accept around the expiry either counts or is refused, never both', async () => {
  const offsets = [-40, -15, -5, -2, -1, 0, 1, 2, 5, 15, 40];
  const race = async (offset: number) => {
    const invited = await use.inviteAndSend(waiting);
    const { expiresAt } = await invited.decide('extendInvitation', { expiresIn: 'PT1S' });
    await at(Date.parse(expiresAt) + offset);
    const outcome = await outcomeOf(invited.decide('acceptInvitation'));
    const { status } = await invited.until('decided', (state) =>
      ['pending_approval', 'expired'].includes(state.status),
    );
    const story = await invited.story();
    expect([outcome === 'taken', story.includes('accepted')]).toEqual(
      status === 'pending_approval' ? [true, true] : [false, false],
    );
    expect(story.includes('expired')).toBe(status === 'expired');
    if (outcome !== 'taken') expect(['InvitationExpired', 'over']).toContain(outcome);
  };
  await Promise.all(offsets.map(race));
});

test('of twenty people accepting at once one counts', async () => {
  const invited = await use.inviteAndSend(waiting);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => outcomeOf(invited.decide('acceptInvitation'))),
  );
  expect(count(outcomes, 'taken')).toBe(1);
  expect(others(outcomes, 'taken', 'InvalidTransition')).toEqual([]);
  expect(count(await invited.story(), 'accepted')).toBe(1);
});

test('twenty deliveries of one accept are all answered and count once', async () => {
  const invited = await use.inviteAndSend(waiting);
  const decisionId = 'one-click';
  const deliveries = Array.from({ length: 20 }, (_, index) =>
    index % 4 === 0
      ? outcomeOf(invited.signal('acceptInvitation', { decisionId }))
      : outcomeOf(invited.decide('acceptInvitation', { decisionId })),
  );
  expect(others(await Promise.all(deliveries), 'taken')).toEqual([]);
  expect(count(await invited.story(), 'accepted')).toBe(1);
  expect((await invited.state()).lastRefusal).toBeUndefined();
});

test('an accept and a revoke at the same moment leave one story', async () => {
  const race = async (_: unknown, round: number) => {
    const invited = await use.inviteAndSend(waiting);
    const decisions = [() => invited.decide('acceptInvitation'), () => invited.decide('revokeInvitation')];
    if (round % 2 === 1) decisions.reverse();
    const outcomes = await Promise.all(decisions.map((decide) => outcomeOf(decide())));
    const story = await invited.story();
    const decided = story.filter((type) => type === 'accepted' || type === 'revoked');
    expect(['accepted', 'revoked', 'accepted,revoked']).toContain(decided.join());
    expect(count(outcomes, 'taken')).toBe(decided.length);
  };
  await Promise.all(Array.from({ length: 8 }, race));
});

test('an answer at the very moment an e-mail leaves recalls it or not, but is taken', async () => {
  const race = async (_: unknown, round: number) => {
    const invited = await use.invite(waiting);
    await pause(round * 3);
    await invited.decide('acceptInvitation');
    await invited.hasMailedAmong('approval-requested');
    expect((await invited.state()).status).toBe('pending_approval');
    await invited.decide('rejectInvitation');
    expect((await invited.ends()).outcome).toBe('rejected');
  };
  await Promise.all(Array.from({ length: 16 }, race));
});

test.each([
  ['taken in time', -1],
  ['taken too late', 0],
])('an answer %s counts as such although it is delivered after the expiry', async (_, offset) => {
  const expiresAt = Date.now() - MINUTE;
  const decidedAt = new Date(expiresAt + offset).toISOString();
  const invited = await use.environment.whileWorkerIsAway(async () => {
    const lately = { createdAt: new Date(expiresAt - HOUR).toISOString() };
    const late = await use.invite({ ...waiting, ...lately, expiresAt: new Date(expiresAt).toISOString() });
    await late.signal('acceptInvitation', { decisionId: 'late', decidedAt });
    return late;
  });
  if (offset < 0) {
    expect((await invited.reaches('pending_approval')).respondedAt).toBe(decidedAt);
  } else {
    expect((await invited.ends()).outcome).toBe('expired');
    expect((await invited.state()).lastRefusal).toMatchObject({
      decisionId: 'late',
      type: 'InvitationExpired',
    });
  }
});

test('a very busy invitation goes on in a new run as if nothing had happened', async () => {
  const invited = await use.inviteAndSend({ ...waiting, policy: { ...waiting.policy, reminders: ['P1D'] } });
  const firstRun = (await invited.handle.describe()).runId;
  await invited.decide('extendInvitation', { decisionId: 'before', expiresIn: 'P9D' });
  const before = await invited.state();
  const inNewRun = async () => (await invited.handle.describe()).runId !== firstRun;
  for (let round = 0; round < 200 && !(await inNewRun()); round += 1)
    await invited.signal('approveInvitation', { decisionId: `noise-${round}` });
  expect(await inNewRun()).toBe(true);

  // When the first e-mail was taken is the time of the task that sent it; one that is done again has a later one.
  const { seq: _seq, updatedAt: _at, sentAt: _sent, remindedUntil: _until, ...rest } = await invited.state();
  const { reminderInstants: _instants, lastRefusal, ...after } = rest;
  expect(lastRefusal?.type).toBe('InvalidTransition');
  expect(before).toMatchObject(after);
  const again = await invited.decide('extendInvitation', { decisionId: 'before', expiresIn: 'P99D' });
  expect(again.expiresAt).toBe(before.expiresAt);
  const { typedSearchAttributes } = await invited.handle.describe();
  const names = typedSearchAttributes.getAll().map(({ key }) => key.name);
  const ours = ['AccountId', 'InvitationProgram', 'InvitationStatus', 'NextDeadline'];
  expect(ours.filter((name) => !names.includes(name))).toEqual([]);
  await invited.decide('acceptInvitation');
  await invited.decide('approveInvitation');
  const ended: unknown = await use.environment.client.workflow.getHandle(invited.handle.workflowId).result();
  expect(ended).toMatchObject({ outcome: 'active' });
  await invited.hasMailedAmong('welcome');
  expect(count(use.fakes.emailsOf(invited.id), 'invitation')).toBe(1);
});
