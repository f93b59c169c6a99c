import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { activityInfo } from '@temporalio/activity';
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
import { SHORT_RUNS, type ShortRun } from './histories/short-runs';

const FOLDER = path.resolve('test', 'replay', 'histories');

/** More at a time would wait for the processor, which shows in a history. */
const AT_A_TIME = 4;

type PlayedActivities = Pick<
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
  | 'startDigests'
>;

/** Raised when a history can no longer be replayed on purpose; the old ones are then kept beside the new. */
const VERSION = 'v1';

/** What becomes one history, or one for each run that it took. */
interface Recording {
  /** The beginning of the names of its files. */
  readonly name: string;
  readonly record: (env: TestWorkflowEnvironment) => Promise<string[]>;
}

const RECORDINGS: readonly Recording[] = [
  ...SCENARIOS.map((scenario) => ({
    name: `invitation.${scenario.name}`,
    record: (env: TestWorkflowEnvironment) => record(env, scenario),
  })),
  ...SHORT_RUNS.map((run) => ({
    name: run.name,
    record: (env: TestWorkflowEnvironment) => recordShort(env, run),
  })),
];

/**
 * Lives each scenario on a real Temporal server and keeps its history for the replay tests. With `--new` only those
 * that have none yet, and every old history stays.
 */
async function main(onlyNew: boolean): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const saved = (await readdir(FOLDER)).filter((name) => name.endsWith(`.${VERSION}.json`));
  const isSaved = ({ name }: Recording) =>
    saved.some((file) => new RegExp(`^(-\\d+)?\\.${VERSION}\\.json$`).test(file.replace(name, '')));
  const wanted = RECORDINGS.filter((one) => !onlyNew || !isSaved(one));
  if (!onlyNew) for (const name of saved) await rm(path.join(FOLDER, name));
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const env = await startServer();
  const workers = await startWorkers(env);
  const running = workers.map((worker) => worker.run());
  try {
    for (let from = 0; from < wanted.length; from += AT_A_TIME) {
      const some = wanted.slice(from, from + AT_A_TIME);
      const lines = await Promise.all(some.map((one) => one.record(env)));
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
  const { sendUserEmail, ...others } = activities();
  const common = { connection: env.nativeConnection, identity: 'recorder' };
  const codePath = path.join(__dirname, '..', 'workflow-bundle.js');
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: ONBOARDING_TASK_QUEUE,
      activities: others,
      workflowBundle: { codePath },
    }),
    Worker.create({
      ...common,
      taskQueue: EMAIL_TASK_QUEUE,
      activities: { sendEmail: others.sendEmail, sendUserEmail },
    }),
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
  const name = `invitation.${scenario.name}`;
  const names = runs.length === 1 ? [name] : runs.map((_, index) => `${name}-${index + 1}`);
  return Promise.all(
    runs.map((run, index) => write(client.workflow.getHandle(workflowId, run), names[index] ?? '')),
  );
}

/** Starts a workflow that nobody speaks with, and writes its history once it has ended. */
async function recordShort(env: TestWorkflowEnvironment, { name, ...run }: ShortRun): Promise<string[]> {
  const client = new Client({ connection: env.connection, identity: 'recorder' });
  const { workflowType, workflowId, args } = run;
  const taskQueue = ONBOARDING_TASK_QUEUE;
  const handle = await client.workflow.start(workflowType, { workflowId, taskQueue, args: [...args] });
  await handle.result();
  return [await write(handle, name)];
}

/** One line for each event, so that a new recording can be compared with the old one. */
async function write(handle: WorkflowHandle, name: string): Promise<string> {
  const withoutPaths = (key: string, value: unknown) => (key === 'stackTrace' ? undefined : value);
  const json = historyToJSON(await handle.fetchHistory());
  const { events } = JSON.parse(json, withoutPaths) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  await writeFile(path.join(FOLDER, `${name}.${VERSION}.json`), `{"events":[\n${lines}\n]}\n`);
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
function activities(): PlayedActivities {
  const attempts = new Map<string, number>();
  const perform = <Result>(activity: keyof Activities, invitationId: string, answer: Result) => {
    const scenario = SCENARIOS.find(({ name }) => `inv_${name}` === invitationId);
    const key = `${invitationId} ${activity}`;
    const attempt = attempts.get(key) ?? 0;
    // What fails is tried quickly first, and once more by its regular activity.
    if (!activityInfo().isLocal) attempts.set(key, attempt + 1);
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
    sendUserEmail: () => Promise.resolve(),
    startDigests: () => Promise.resolve({ started: 1 }),
  };
}

void main(process.argv.includes('--new')).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
