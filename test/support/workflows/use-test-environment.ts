import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { TypedSearchAttributes, type Priority } from '@temporalio/common';
import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import {
  accountIdAttribute,
  invitationProgramAttribute,
  invitationWorkflowId,
  ONBOARDING_TASK_QUEUE,
} from '../../../workflows/contract';
import { invitationWorkflow } from '../../../workflows';
import {
  anInvitation,
  createTestEnvironment,
  type EnvironmentOptions,
  type InvitationChanges,
  type TestEnvironment,
} from '../test-environment';
import { testWorkflowBundle } from '../engines';
import type { FakeActivities } from '../fakes';
import { Invited, PATIENCE_MS } from './invited';

interface HistoryAndWorkflowId {
  readonly workflowId: string;
  readonly history: History;
}

type Invitation = InvitationChanges & {
  /** Default: the server's ten seconds. */
  readonly workflowTaskTimeout?: '1s';
  readonly priority?: Priority;
};

/** The environment of one test file; to be used inside its tests only. */
export interface EnvironmentInUse {
  readonly environment: TestEnvironment;
  readonly fakes: FakeActivities;
  /** Starts an invitation as the API would. */
  invite(changes?: Invitation): Promise<Invited>;
  /** Starts one and waits until its e-mail was taken. */
  inviteAndSend(changes?: Invitation): Promise<Invited>;
  /** Lets that many milliseconds pass. */
  skip(ms: number): Promise<void>;
}

/** `WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND`: news came while a task was open; it is done again. */
const UNHANDLED_COMMAND = 1;

/** What the SDK fails a task with that ran out of time while a local activity ran (decision 13); it is done again. */
export const RAN_OUT_OF_TIME =
  /says the transition is invalid during event|Missing associated machine for LocalActivity/;

type Rules = EnvironmentOptions & {
  /** Tasks may fail with this; by default none may. */
  readonly mayFail?: RegExp;
  /** Where invitations are looked at; by default their runs are asked. */
  readonly looksAt?: 'read model';
};

/**
 * Brings up a environment before the tests of a file and takes it down after them. After each test every run it
 * started is looked over: no task may have failed, and no rule of the SDK may have been broken.
 */
export function useTestEnvironment({ mayFail, looksAt, ...options }: Rules = {}): EnvironmentInUse {
  const unexpected = (message: string | null | undefined) => mayFail?.test(message ?? '') !== true;
  let environment: TestEnvironment | undefined;
  const started: WorkflowHandleWithFirstExecutionRunId[] = [];
  const histories: HistoryAndWorkflowId[] = [];
  const theEnvironment = (): TestEnvironment => {
    if (!environment) throw new Error('the environment is not up yet');
    return environment;
  };
  const invite = async ({ workflowTaskTimeout, priority, ...changes }: Invitation = {}): Promise<Invited> => {
    const id = `inv_${randomBytes(13).toString('hex')}`;
    const { client, fakes, now } = theEnvironment();
    const input = anInvitation(id, await now(), changes);
    const handle = await client.workflow.start(invitationWorkflow, {
      workflowId: invitationWorkflowId(id),
      taskQueue: ONBOARDING_TASK_QUEUE,
      args: [input],
      ...(workflowTaskTimeout && { workflowTaskTimeout }),
      ...(priority && { priority }),
      typedSearchAttributes: new TypedSearchAttributes([
        { key: accountIdAttribute, value: input.accountId },
        { key: invitationProgramAttribute, value: input.program },
      ]),
    });
    started.push(handle);
    return new Invited(id, handle, fakes, looksAt);
  };

  beforeAll(async () => {
    environment = await createTestEnvironment(options);
  });
  afterAll(async () => {
    await environment?.close();
    await expectReplays(histories);
  });
  afterEach(async () => {
    const { fakes, takeWarnings } = theEnvironment();
    const runs = started.splice(0);
    for (const { workflowId, firstExecutionRunId } of runs)
      for (const history of await chainOf(theEnvironment().client, workflowId, firstExecutionRunId)) {
        expect(failedTasks(history).filter(unexpected)).toEqual([]);
        histories.push({ workflowId, history });
      }
    expect(takeWarnings().filter((line) => BROKEN_RULE.test(line) && unexpected(line))).toEqual([]);
    fakes.reset();
    // Runs are left alone: one that ends while an activity is tried keeps the server's clock locked for ever
    // (temporalio/sdk-java#1138).
  });

  return {
    get environment() {
      return theEnvironment();
    },
    get fakes() {
      return theEnvironment().fakes;
    },
    invite,
    inviteAndSend: async (changes) => {
      const invited = await invite(changes);
      await invited.reaches('sent');
      return invited;
    },
    skip: async (ms) => {
      const stuck = pause(PATIENCE_MS, 'stuck', { ref: false });
      const outcome = await Promise.race([theEnvironment().skip(ms), stuck]);
      if (outcome === 'stuck')
        throw new Error("the server's clock stands still: some task is never answered");
    },
  };
}

/** What the SDK says of code that breaks its rules; TMPRL1104 only says that a task took over 5 s. */
const BROKEN_RULE = /TMPRL(?!1104)/;

/** The histories of a run and of all that continued it, the first one first. */
export async function chainOf(client: Client, workflowId: string, firstRunId: string): Promise<History[]> {
  const history = await client.workflow.getHandle(workflowId, firstRunId).fetchHistory();
  const next = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  return [history, ...(next ? await chainOf(client, workflowId, next) : [])];
}

/** Why tasks failed; one that fails is retried for ever, so a test that does not look would not see it. */
export function failedTasks({ events }: History): (string | null | undefined)[] {
  return (events ?? [])
    .map((event) => event.workflowTaskFailedEventAttributes)
    .filter((attributes) => !!attributes && Number(attributes.cause) !== UNHANDLED_COMMAND)
    .map((attributes) => attributes?.failure?.message);
}

/** Whatever the tests brought about has to replay, wherever the cached run was when they looked. */
async function expectReplays(histories: HistoryAndWorkflowId[]): Promise<void> {
  const options = { workflowBundle: testWorkflowBundle() };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error === undefined) continue;
    const file = path.join(os.tmpdir(), `does-not-replay-${workflowId}.json`);
    const { history } = histories.find((one) => one.workflowId === workflowId) ?? {};
    writeFileSync(file, historyToJSON(history ?? {}));
    throw new Error(`${workflowId} does not replay; its history stands in ${file}.`, { cause: error });
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
