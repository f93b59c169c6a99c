import path from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  ReplayError,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { SCENARIOS } from '../../scripts/histories/scenarios';
import { SHORT_RUNS } from '../../scripts/histories/short-runs';
import type { InvitationResult } from '../../workflows/contract';
import { testWorkflowBundle } from '../support/engines';
import { sdkLogsTo } from '../support/sdk-logs';
import { savedHistories, type SavedHistory } from './saved';

const saved = savedHistories();

beforeAll(() => {
  sdkLogsTo(new DefaultLogger('ERROR', () => undefined));
});

/** What went wrong in the replay of each history, by its name. */
async function replay(
  workflowBundle: WorkflowBundleOption,
  histories: SavedHistory[],
): Promise<Map<string, Error | undefined>> {
  const errors = new Map<string, Error | undefined>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories))
    errors.set(workflowId, error);
  return errors;
}

test('every recorded invitation replays with the workflow as it is now', async () => {
  const errors = await replay(testWorkflowBundle(), saved);
  const failed = [...errors].filter(([, error]) => error !== undefined);
  expect(failed).toEqual([]);
  expect(errors.size).toBe(saved.length);
});

test('every scenario was lived', () => {
  const names = [...SCENARIOS.map(({ name }) => `invitation.${name}`), ...SHORT_RUNS.map(({ name }) => name)];
  const recorded = saved.map(({ workflowId }) => workflowId.replace(/(-\d+)?\.v\d+$/, ''));
  expect([...new Set(recorded)].sort()).toEqual(names.sort());
});

test('the recorded invitations went every way that one can go', () => {
  const invitations = saved.filter(({ workflowId }) => workflowId.startsWith('invitation.'));
  const outcomes = invitations.flatMap(({ history }) => {
    const payload = history.events?.at(-1)?.workflowExecutionCompletedEventAttributes?.result?.payloads?.[0];
    return payload ? [defaultPayloadConverter.fromPayload<InvitationResult>(payload).outcome] : [];
  });
  expect(new Set(outcomes)).toEqual(new Set(['active', 'declined', 'expired', 'revoked', 'rejected']));
  const activities = new Set(
    saved.flatMap(({ history }) =>
      (history.events ?? []).map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name),
    ),
  );
  for (const name of [
    'sendEmail',
    'recordInvitation',
    'evaluateApprovalRules',
    'createAccount',
    'assignDefaultRole',
    'shareRecords',
    'removeCreatedAccount',
    'withdrawDefaultRole',
    'withdrawSharedRecords',
  ])
    expect(activities).toContain(name);
});

test.each([
  ['invitation.active-auto.v1', 30],
  ['invitation.active-auto-shares.v1', 33],
])('%s is a life of %i events at most', (name, most) => {
  const { history } = saved.find(({ workflowId }) => workflowId === name) ?? {};
  expect(history?.events?.length).toBeGreaterThan(0);
  expect(history?.events?.length).toBeLessThanOrEqual(most);
});

/** Each is a change to the workflow that must not reach invitations under way, and where it shows. */
const BROKEN = [
  ['steps-in-another-order', 'invitation.active-auto-shares.v1'],
  ['one-timer-more', 'invitation.waiting-sent.v1'],
  ['one-email-less', 'invitation.active-auto.v1'],
  ['no-escalation', 'invitation.rejected-by-approver.v1'],
] as const;

test.each(BROKEN)('a workflow with %s does not replay %s', async (variant, name) => {
  const logger = new DefaultLogger('ERROR', () => undefined);
  const bundle = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', '..', 'workflows', 'index.ts'),
    workflowInterceptorModules: [path.join(__dirname, 'broken', `${variant}.ts`)],
    logger,
  });
  const errors = await replay(
    bundle,
    saved.filter(({ workflowId }) => workflowId === name),
  );
  // Core calls a timer that is missing a fatal error instead; either fails the task and alarms the operators.
  expect([DeterminismViolationError.name, ReplayError.name]).toContain(errors.get(name)?.name);
});
