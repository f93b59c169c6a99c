import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Activities } from '../activities';
import {
  accountIdAttribute,
  EMAIL_TASK_QUEUE,
  failureOf,
  invitationProgramAttribute,
  invitationStatusAttribute,
  invitationWorkflowId,
  nextDeadlineAttribute,
  ONBOARDING_TASK_QUEUE,
  provisionedId,
  type InvitationWorkflowInput,
} from '../workflows/contract';
import { temporalCliPath } from '../engines';
import { Guest } from './histories/guest';
import { SCENARIOS, SUGGEST_NEW_RUN_AT, type Scenario } from './histories/scenarios';

const FOLDER = path.resolve('test', 'replay', 'histories');

/** More at a time would wait for the processor, which shows in a history. */
const AT_A_TIME = 4;

type InvitationActivities = Pick<
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
>;

/** Raised when a history can no longer be replayed on purpose; the old ones are then kept beside the new. */
const VERSION = 'v1';

/** Lives each scenario on a real Temporal server and keeps its history for the replay tests. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const env = await startServer();
  const workers = await startWorkers(env);
  const running = workers.map((worker) => worker.run());
  try {
    await mkdir(FOLDER, { recursive: true });
    for (const name of await readdir(FOLDER))
      if (name.endsWith(`.${VERSION}.json`)) await rm(path.join(FOLDER, name));
    for (let from = 0; from < SCENARIOS.length; from += AT_A_TIME) {
      const some = SCENARIOS.slice(from, from + AT_A_TIME);
      const lines = await Promise.all(some.map((scenario) => record(env, scenario)));
      for (const line of lines.flat()) console.log(line);
    }
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    await env.teardown();
  }
}

async function startServer(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await temporalCliPath(console.log) },
      log: { format: 'pretty', level: 'never' },
      extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SUGGEST_NEW_RUN_AT}`],
      searchAttributes: [
        invitationStatusAttribute,
        invitationProgramAttribute,
        accountIdAttribute,
        nextDeadlineAttribute,
      ],
    },
  });
}

function startWorkers(env: TestWorkflowEnvironment): Promise<Worker[]> {
  const { sendEmail, ...others } = activities();
  const common = { connection: env.nativeConnection, identity: 'recorder' };
  const codePath = path.join(__dirname, '..', 'workflow-bundle.js');
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: ONBOARDING_TASK_QUEUE,
      activities: others,
      workflowBundle: { codePath },
    }),
    Worker.create({ ...common, taskQueue: EMAIL_TASK_QUEUE, activities: { sendEmail } }),
  ]);
}

/** Plays one scenario and writes the history of each run it took; answers a line about each. */
async function record(env: TestWorkflowEnvironment, scenario: Scenario): Promise<string[]> {
  const client = new Client({ connection: env.connection, identity: 'recorder' });
  const input = inputFor(scenario);
  const workflowId = invitationWorkflowId(input.invitationId);
  const first = await client.workflow.start('invitationWorkflow', {
    workflowId,
    taskQueue: ONBOARDING_TASK_QUEUE,
    args: [input],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: accountIdAttribute, value: input.accountId },
      { key: invitationProgramAttribute, value: input.program },
    ]),
  });
  const current = client.workflow.getHandle(workflowId);
  await scenario.play(new Guest(current));
  if (!scenario.staysOpen) await current.result();
  const { runId } = await current.describe();
  const runs = [...new Set([first.firstExecutionRunId, runId])];
  const names = runs.length === 1 ? [scenario.name] : runs.map((_, index) => `${scenario.name}-${index + 1}`);
  return Promise.all(
    runs.map((run, index) => write(client.workflow.getHandle(workflowId, run), names[index] ?? '')),
  );
}

/** One line for each event, so that a new recording can be compared with the old one. */
async function write(handle: WorkflowHandle, name: string): Promise<string> {
  const withoutPaths = (key: string, value: unknown) => (key === 'stackTrace' ? undefined : value);
  const json = historyToJSON(await handle.fetchHistory());
  const { events } = JSON.parse(json, withoutPaths) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  await writeFile(path.join(FOLDER, `invitation.${name}.${VERSION}.json`), `{"events":[\n${lines}\n]}\n`);
  return `${name}: ${events.length} events`;
}

function inputFor({ name, expiresInMs, changes = {}, policy }: Scenario): InvitationWorkflowInput {
  const now = Date.now();
  return {
    invitationId: `inv_${name}`,
    accountId: 'acc_vendor',
    inviterId: 'usr_inviter',
    program: 'default',
    sharesRecords: false,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + (expiresInMs ?? 14 * 24 * 3600 * 1000)).toISOString(),
    ...changes,
    policy: {
      autoOnboarding: true,
      hasApprovalRules: false,
      requiredApprovals: 1,
      inviterMayApprove: false,
      escalateAfter: 'P3D',
      expiresIn: 'P14D',
      resendCooldown: 'PT0S',
      reminders: ['P3D', 'P7D', '-P1D'],
      maxResends: 5,
      ...policy,
    },
  };
}

/** Activities that do nothing, or fail as the scenario of the invitation has it. */
function activities(): InvitationActivities {
  const attempts = new Map<string, number>();
  const perform = <Result>(activity: keyof Activities, invitationId: string, answer: Result) => {
    const scenario = SCENARIOS.find(({ name }) => `inv_${name}` === invitationId);
    const key = `${invitationId} ${activity}`;
    const attempt = attempts.get(key) ?? 0;
    attempts.set(key, attempt + 1);
    const failure = scenario?.failures?.[activity]?.[attempt];
    if (failure === 'permanent') return Promise.reject(failureOf({ type: 'ProvisioningRefused' }));
    if (failure === 'transient')
      return Promise.reject(ApplicationFailure.retryable('not now', 'Unavailable'));
    return Promise.resolve(answer);
  };
  const quiet = (activity: keyof Activities) => (input: { readonly invitationId: string }) =>
    perform(activity, input.invitationId, undefined);
  return {
    sendEmail: quiet('sendEmail'),
    recordInvitation: quiet('recordInvitation'),
    evaluateApprovalRules: ({ invitationId }) => {
      const { verdict } = SCENARIOS.find(({ name }) => `inv_${name}` === invitationId) ?? {};
      return perform('evaluateApprovalRules', invitationId, verdict ?? { outcome: 'review' });
    },
    createAccount: ({ invitationId }) =>
      perform('createAccount', invitationId, {
        partnerAccountId: provisionedId('acc', invitationId),
        partnerUserId: provisionedId('usr', invitationId),
        partnershipId: provisionedId('prt', invitationId),
      }),
    assignDefaultRole: quiet('assignDefaultRole'),
    shareRecords: ({ invitationId }) => perform('shareRecords', invitationId, { sharedFolders: 2 }),
    removeCreatedAccount: quiet('removeCreatedAccount'),
    withdrawDefaultRole: quiet('withdrawDefaultRole'),
    withdrawSharedRecords: quiet('withdrawSharedRecords'),
  };
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
