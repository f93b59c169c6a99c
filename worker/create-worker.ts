import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  DefaultLogger,
  Runtime,
  Worker,
  type NativeConnection,
  type WorkerOptions,
} from '@temporalio/worker';
import pino, { type Level } from 'pino';
import type { Activities } from '../activities';
import { tracedActivity } from '../telemetry/temporal';
import { beatWhileRunning } from './beat-while-running';
import { quickSendEmail } from './email/quick-mail';
import { valueFreeFailures } from './value-free-failures';
import { EMAIL_TASK_QUEUE, ONBOARDING_TASK_QUEUE, WEBHOOK_TASK_QUEUE } from '../workflows/contract';

/** E-mails a second over all workers, held by the server; providers throttle well above it. */
const EMAILS_PER_SECOND = 50;

/** Each waits for its receiver, up to 10 s, and costs next to nothing meanwhile. */
const WEBHOOKS_AT_ONCE = 100;

/**
 * What takes longer is told to stop, then left to another worker. Platforms give a process ten seconds to end; an
 * e-mail whose provider takes longer than that is sent again.
 */
const SHUTDOWN = { shutdownGraceTime: '4s', shutdownForceTime: '8s' } as const;

/**
 * Runs that are kept in memory, at about 150 kB each. Most invitations wait for days; one that is not kept costs its
 * next event a replay of some thirty events.
 */
const MOST_CACHED = 250;

/** The options every worker of Usher shares. */
const COMMON = {
  ...SHUTDOWN,
  // A killed worker's runs are picked up after 1 s instead of 10.
  stickyQueueScheduleToStartTimeout: '1s',
  // The first is the outermost: nothing that is thrown leaves the worker as it is.
  interceptors: { activity: [valueFreeFailures, beatWhileRunning, tracedActivity] },
} satisfies Partial<WorkerOptions>;

/** The workflows, database activities and quick e-mails on one queue, e-mail and webhooks on others. */
export async function createWorkers(
  connection: NativeConnection,
  namespace: string,
  activities: Activities,
): Promise<Worker[]> {
  const { sendEmail, sendUserEmail, deliverWebhook, ...rest } = activities;
  return Promise.all([
    Worker.create({
      ...COMMON,
      connection,
      namespace,
      taskQueue: ONBOARDING_TASK_QUEUE,
      ...workflowCode(),
      activities: { ...rest, sendEmail: quickSendEmail(sendEmail) },
      maxCachedWorkflows: MOST_CACHED,
      maxConcurrentActivityTaskExecutions: 50,
    }),
    Worker.create({
      ...COMMON,
      connection,
      namespace,
      taskQueue: EMAIL_TASK_QUEUE,
      activities: { sendEmail, sendUserEmail },
      maxConcurrentActivityTaskExecutions: 20,
      maxTaskQueueActivitiesPerSecond: EMAILS_PER_SECOND,
    }),
    Worker.create({
      ...COMMON,
      connection,
      namespace,
      taskQueue: WEBHOOK_TASK_QUEUE,
      activities: { deliverWebhook },
      maxConcurrentActivityTaskExecutions: WEBHOOKS_AT_ONCE,
    }),
  ]);
}

/** The bundle that the build made; from source (tests) the workflows themselves. */
function workflowCode(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'interceptors'> {
  const codePath = path.join(__dirname, '..', 'workflow-bundle.js');
  if (existsSync(codePath)) return { workflowBundle: { codePath } };
  return {
    workflowsPath: require.resolve('../workflows'),
    interceptors: {
      ...COMMON.interceptors,
      workflowModules: [require.resolve('../workflows/trace-interceptors')],
    },
  };
}

/**
 * Sets up what all workers of a process share: logs as structured lines, and no signal handlers of the
 * SDK's own, since whoever starts a worker also closes it.
 */
export function installRuntime(level: Level | 'silent', metricsAddress?: string): void {
  const logger = pino({ level, name: 'worker' });
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  try {
    Runtime.install({
      shutdownSignals: [],
      ...(metricsAddress && {
        telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
      }),
      logger: new DefaultLogger('INFO', (entry) =>
        logger[levels[entry.level]](entry.meta ?? {}, entry.message),
      ),
    });
  } catch (error) {
    // Once per process is enough; tests start several workers in one.
    if (!(error instanceof Error) || error.name !== 'IllegalStateError') throw error;
  }
}
