import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { emailEventReportedSignal } from '../../../workflows/contract';
import { foldRows } from '../../support/fakes';
import { RAN_OUT_OF_TIME, useTestEnvironment } from '../../support/workflows/use-test-environment';

// With tasks of a second a loaded machine, or one that stands still, runs out of their time while the read model is
// written. What the SDK does then is told in docs/decisions/0013-tasks-that-run-out-of-time.md.
const use = useTestEnvironment({ server: 'dev-server', mayFail: RAN_OUT_OF_TIME });
const waiting = { policy: { autoOnboarding: false }, workflowTaskTimeout: '1s' } as const;

test('a read model that is slower than a task loses no decision and leaves histories that replay', async () => {
  // Writing outlasts the task, and decisions come while it does. What replays is looked at after the tests.
  const live = async (_: unknown, index: number) => {
    const invited = await use.invite(waiting);
    const moments = ['acceptInvitation', 'approveInvitation', 'rejectInvitation'] as const;
    for (const decision of moments) {
      await pause(150 + 97 * index);
      await invited.signal(decision);
    }
    expect((await invited.ends()).outcome).toBe('active');
    const decided = ['accepted', 'approved', 'rejected', 'activated'];
    expect((await invited.story()).filter((type) => decided.includes(type))).toEqual([
      'accepted',
      'approved',
      'activated',
    ]);
  };
  for (const [round, ms] of [700, 950, 1200].entries()) {
    use.fakes.delay('recordInvitation', ms);
    await Promise.all(Array.from({ length: 6 }, (_, index) => live(_, index + round)));
  }
});

/** Stops this process as a whole, the threads of the SDK too, while the server goes on. */
function standStill(afterMs: number, ms: number): void {
  const script = `sleep ${afterMs / 1000}; kill -STOP ${process.pid}; sleep ${ms / 1000}; kill -CONT ${process.pid}`;
  spawn('sh', ['-c', script], { detached: true, stdio: 'ignore' }).unref();
}

test('a worker that stands still in the middle of a task loses nothing', async () => {
  // The smallest case: an answer recalls an e-mail while the read model is written in the same task, the e-mail
  // turns out to have left, and the task runs out of time before anything of it reached the server.
  use.fakes.delay('sendEmail', 700);
  use.fakes.delay('recordInvitation', 950);
  const all = await Promise.all(Array.from({ length: 12 }, () => use.invite(waiting)));
  standStill(840, 1_400);
  await Promise.all(
    all.map(async (invited, index) => {
      await pause(540 + index * 12);
      await invited.signal('acceptInvitation');
    }),
  );
  await pause(1_800);
  use.fakes.delay('recordInvitation', 0);
  for (const invited of all) {
    await invited.signal('rejectInvitation');
    expect((await invited.ends()).outcome).toBe('rejected');
    expect((await invited.story()).filter((type) => type === 'accepted' || type === 'rejected')).toEqual([
      'accepted',
      'rejected',
    ]);
  }
});

test('news that comes while a partner is made is heard after it, and nothing is told twice', async () => {
  const invited = await use.inviteAndSend();
  const [messageId] = (await invited.state()).messageIds;
  use.fakes.delay('assignDefaultRole', 700);
  await invited.decide('acceptInvitation');
  await invited.waitFor(
    () => use.fakes.callsOf(invited.id, 'assignDefaultRole').length > 0,
    () => 'no attempt',
  );
  // The server refuses the end of a run that has not heard of it, and the task with all its steps is done again.
  const delivered = { eventId: 'e1', messageId, event: 'delivered', at: new Date(0).toISOString() };
  await invited.handle.signal(emailEventReportedSignal, delivered);
  expect((await invited.ends()).outcome).toBe('active');
  expect(use.fakes.callsOf(invited.id, 'assignDefaultRole').length).toBeGreaterThan(1);
  const mailed = use.fakes.inputsOf(invited.id, 'sendEmail').flatMap(({ messages }) => messages);
  expect(new Set(mailed.map((mail) => mail.messageId)).size).toBe(3);
  const told = foldRows(use.fakes.rowsOf(invited.id))?.timeline.map(({ type }) => type);
  expect(told).toEqual(['created', 'sent', 'accepted', 'activated', 'delivered']);
});
