import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Worker, type LogEntry } from '@temporalio/worker';
import {
  accountIdAttribute,
  EMAIL_TASK_QUEUE,
  invitationProgramAttribute,
  invitationStatusAttribute,
  nextDeadlineAttribute,
  ONBOARDING_TASK_QUEUE,
  type InvitationPolicy,
  type InvitationWorkflowInput,
} from '../../workflows/contract';
import { beatWhileRunning } from '../../worker/beat-while-running';
import { valueFreeFailures } from '../../worker/value-free-failures';
import { testWorkflowBundle, timeSkippingServer } from './engines';
import { FakeActivities } from './fakes';
import { sdkLogsTo } from './sdk-logs';

/** Usher's workflows on a server of their own, with fakes where the world would be. */
export interface TestEnvironment {
  readonly env: TestWorkflowEnvironment;
  /** Waiting for a result with this client skips no time; only {@link TestEnvironment.skip} does. */
  readonly client: Client;
  readonly fakes: FakeActivities;
  /** Warnings and errors of workers and workflows since the last look. */
  readonly takeWarnings: () => string[];
  /** The server's time in milliseconds. */
  readonly now: () => Promise<number>;
  /** Lets that much time pass for the server. */
  readonly skip: (ms: number) => Promise<void>;
  /** Runs something while nobody works on the queue of the workflows. */
  readonly whileWorkerIsAway: <T>(action: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface EnvironmentOptions {
  /** Default: the time-skipping server. The dev server is a real Temporal, where a second is a second. */
  readonly server?: 'time-skipping' | 'dev-server';
  readonly extraArgs?: string[];
}

/** Brings up a server, both workers and the fakes; whoever calls this closes it again. */
export async function createTestEnvironment(options: EnvironmentOptions = {}): Promise<TestEnvironment> {
  const warnings = listenToWarnings();
  const env = await startServer(options);
  const client = new Client({ connection: env.connection, namespace: env.namespace ?? 'default' });
  const fakes = new FakeActivities();
  const workflows = () => startWorker(env, fakes, ONBOARDING_TASK_QUEUE);
  const email = await startWorker(env, fakes, EMAIL_TASK_QUEUE);
  let onboarding = await workflows();
  return {
    env,
    client,
    fakes,
    takeWarnings: () => warnings.splice(0).map(({ message, meta }) => `${message} ${JSON.stringify(meta)}`),
    now: () => env.currentTimeMs(),
    skip: (ms) => env.sleep(ms),
    whileWorkerIsAway: async (action) => {
      await onboarding.stop();
      try {
        return await action();
      } finally {
        onboarding = await workflows();
      }
    },
    close: async () => {
      await Promise.all([onboarding.stop(), email.stop()]);
      await env.teardown();
    },
  };
}

/** What the API would start a workflow with, `now` being the server's time. */
export function anInvitation(
  invitationId: string,
  now: number,
  { policy, ...changes }: InvitationChanges = {},
): InvitationWorkflowInput {
  return {
    invitationId,
    accountId: 'acc_vendor',
    inviterId: 'usr_inviter',
    program: 'default',
    sharesRecords: false,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 14 * 24 * 3600 * 1000).toISOString(),
    ...changes,
    policy: {
      autoOnboarding: true,
      hasApprovalRules: false,
      requiredApprovals: 1,
      inviterMayApprove: false,
      escalateAfter: 'P3D',
      expiresIn: 'P14D',
      resendCooldown: 'PT60S',
      reminders: [],
      maxResends: 5,
      ...policy,
    },
  };
}

export type InvitationChanges = Partial<Omit<InvitationWorkflowInput, 'policy'>> & {
  readonly policy?: Partial<InvitationPolicy>;
};

async function startServer({ server, extraArgs = [] }: EnvironmentOptions): Promise<TestWorkflowEnvironment> {
  if (server === 'dev-server') {
    return TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: process.env['USHER_TEST_TEMPORAL_CLI'] ?? 'temporal' },
        log: { format: 'pretty', level: 'never' },
        extraArgs,
        searchAttributes: [...ATTRIBUTES],
      },
    });
  }
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: timeSkippingServer() });
  // Unlike a real server, this one cannot list them first.
  const searchAttributes = Object.fromEntries(
    ATTRIBUTES.map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type]]),
  );
  const namespace = env.namespace ?? 'default';
  await env.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  return env;
}

const ATTRIBUTES = [
  invitationStatusAttribute,
  invitationProgramAttribute,
  accountIdAttribute,
  nextDeadlineAttribute,
] as const;

/** The numbers of Temporal's API. */
const INDEXED_VALUE_TYPES = { KEYWORD: 2, DATETIME: 6 } as const;

async function startWorker(
  env: TestWorkflowEnvironment,
  { activities }: FakeActivities,
  taskQueue: string,
): Promise<{ stop(): Promise<void> }> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue,
    stickyQueueScheduleToStartTimeout: '1s',
    interceptors: { activity: [valueFreeFailures, beatWhileRunning] },
    ...(taskQueue === EMAIL_TASK_QUEUE
      ? { activities: { sendEmail: activities.sendEmail } }
      : { activities, workflowBundle: testWorkflowBundle() }),
  });
  const running = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}

/** Keeps what the SDK logs off the test report and at hand for assertions. */
function listenToWarnings(): LogEntry[] {
  const warnings: LogEntry[] = [];
  sdkLogsTo(new DefaultLogger('WARN', (entry) => warnings.push(entry)));
  return warnings;
}
