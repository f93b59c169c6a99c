import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import { tracedClient } from '../../telemetry/temporal';
import {
  type Decision,
  type DecisionName,
  type EmailEvent,
  emailEventReportedSignal,
  invitationNoticeWorkflowId,
  type InvitationSnapshot,
  invitationStart,
  invitationStateQuery,
  invitationWorkflowId,
  type InvitationWorkflowInput,
  ONBOARDING_TASK_QUEUE,
  priorityOf,
  type SendEmailInput,
  type UserEmailInput,
  userEmailWorkflowId,
} from '../../workflows/contract';
import { bounded, type Bound } from './bounded';
import { importGateway } from './imports';
import { Presence } from './presence';
import { executeDecision } from './updates';
import { maintenanceGateway } from './maintenance';
import { isTemporalUnavailable } from './unavailable';

/** All that the API asks of Temporal. Every call is bounded in time, even when the server is frozen. */
export type TemporalGateway = ReturnType<typeof gatewayOn>;

/** How long an Update may take before the same decision goes as a Signal. */
const UPDATE_WITHIN_MS = 2_000;
/** How long Temporal may take to acknowledge a start, a Signal or a query. */
const ACK_WITHIN_MS = 2_300;
/** How long a server that is there may take to say so; generous, because a busy machine is no outage. */
const PROBE_WITHIN_MS = 1_600;
/** The same for whoever does something afterwards, all within 3 s. */
const FIRST_PROBE_WITHIN_MS = 1_000;
/** A closed run has the outcome of an Update at hand. */
const OUTCOME_WITHIN_MS = 700;
/** However late it is, a call is given this long, which any server that is there answers in. */
const LEAST_MS = 200;
/** A run ID is nice to have, so nobody waits long for it. */
const RUN_ID_WITHIN_MS = 300;
/** A run goes on in another one at most every few thousand events, and the old one leads there. */
const RUN_ID_KEPT_MS = 60_000;
/** A poll lasts a minute at most, so a poller seen longer ago than this is gone. */
const POLLER_SEEN_WITHIN_MS = 75_000;

/** A gateway on a connection that is opened by its first use and reopened whenever it is lost. */
export function connectTemporal(options: ConnectionOptions, namespace: string): TemporalGateway {
  const connection = Connection.lazy({
    ...options,
    channelArgs: {
      ...options.channelArgs,
      // The default backoff grows to 20 s, which a restarted server would have to wait for.
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
    },
  });
  const client = new Client({ connection, namespace, interceptors: { workflow: [tracedClient] } });
  return gatewayOn(client, () => connection.close());
}

/** By what to multiply every time that is waited: 1, but more where slowness is no outage, as in tests. */
export type Patience = () => number;

/** Calls that end in time, whatever the server does. */
function boundsOf(client: Client, patience: Patience) {
  const presence = new Presence(client, patience);
  const within = <T>(promisedMs: number, call: () => Promise<T>): Promise<T> => {
    const ms = promisedMs * patience();
    return bounded(ms, () => client.withDeadline(Date.now() + ms, call));
  };
  /** Fails early when the server is away: grpc-js would retry until the deadline and past it. */
  const whileThere = async <T>(ms: number, call: () => Promise<T>): Promise<T> => {
    const away = presence
      .demand(Math.min(ms, PROBE_WITHIN_MS))
      .then(() => new Promise<never>(() => undefined));
    try {
      return await Promise.race([within(ms, call), away]);
    } catch (error) {
      if (isTemporalUnavailable(error)) presence.doubt();
      throw error;
    }
  };
  return { presence, within, whileThere };
}

/** What is left until the instant, of a time that is not to be exceeded. */
function left(most: number, until = Number.POSITIVE_INFINITY): number {
  return Math.max(LEAST_MS, Math.min(most, until - Date.now()));
}

/**
 * All that the API asks of Temporal, on an existing client, for example that of a test environment. Every call is
 * bounded in time, even when the server is frozen; `until` is an instant in milliseconds, as of `Date.now()`.
 */
export function gatewayOn(client: Client, close: () => Promise<void>, patience: Patience = () => 1) {
  const { presence, within, whileThere } = boundsOf(client, patience);
  return {
    namespace: client.options.namespace,
    /** Throws what means 503 while nothing can be started; for those who store something first. */
    ensureUsable: () => presence.demand(FIRST_PROBE_WITHIN_MS),
    ...invitationGateway(client, within, whileThere),
    ...emailGateway(client, whileThere),
    imports: importGateway(client, whileThere),
    maintenance: maintenanceGateway(client, whileThere),
    /** Whether the server can be used: it, its database, the namespace and its search attributes. */
    reachable: (withinMs: number) => presence.reachable(withinMs),
    /** Whether a worker polls the onboarding queue. */
    workerPolling: (withinMs: number) => within(withinMs, () => hasPoller(client)).catch(() => false),
    close,
  };
}

function invitationGateway(client: Client, within: Bound, whileThere: Bound) {
  const runIds = new LRUCache<string, string>({ max: 10_000, ttl: RUN_ID_KEPT_MS });
  const handle = (invitationId: string) => client.workflow.getHandle(invitationWorkflowId(invitationId));
  return {
    /**
     * Starting an invitation that runs already is a success. A failure says nothing about whether it runs: what was
     * stored for it stays.
     */
    async startInvitation(input: InvitationWorkflowInput, until?: number): Promise<void> {
      const start = async () => {
        const { firstExecutionRunId } = await client.workflow.start(
          'invitationWorkflow',
          invitationStart(input),
        );
        runIds.set(input.invitationId, firstExecutionRunId);
      };
      await whileThere(left(ACK_WITHIN_MS, until), () => startUnlessRunning(start()));
    },
    /** Throws what the client throws; the update ID is the decision ID. */
    update: (name: DecisionName, invitationId: string, decision: Decision) =>
      whileThere(UPDATE_WITHIN_MS, () =>
        executeDecision<InvitationSnapshot>(handle(invitationId), name, decision),
      ),
    /** What became of a decision that was sent as an Update, also of a run that is over; throws like `update`. */
    outcome: (invitationId: string, decisionId: string, until?: number) =>
      within(left(OUTCOME_WITHIN_MS, until), () =>
        handle(invitationId).getUpdateHandle<InvitationSnapshot>(decisionId).result(),
      ),
    /** Resolves when Temporal has stored the Signal. */
    signal: (name: DecisionName, invitationId: string, decision: Decision, until?: number): Promise<void> =>
      whileThere(left(ACK_WITHIN_MS, until), () => handle(invitationId).signal(name, decision)),
    reportEmailEvent: (invitationId: string, event: EmailEvent): Promise<void> =>
      whileThere(ACK_WITHIN_MS, () => handle(invitationId).signal(emailEventReportedSignal, event)),
    /** The workflow's own view; needs a worker. */
    query: (invitationId: string) =>
      whileThere(ACK_WITHIN_MS, () => handle(invitationId).query(invitationStateQuery)),
    /** The newest run, for links; `undefined` when Temporal does not tell at once. */
    runId: async (invitationId: string) =>
      runIds.get(invitationId) ??
      within(RUN_ID_WITHIN_MS, async () => {
        const { runId } = await handle(invitationId).describe();
        runIds.set(invitationId, runId);
        return runId;
      }).catch(() => undefined),
  };
}

function emailGateway(client: Client, whileThere: Bound) {
  /** Starts a workflow of its own for an e-mail; the message's ID keeps it from being sent twice. */
  async function startEmail(
    workflowType: 'userEmailWorkflow' | 'invitationNoticeWorkflow',
    workflowId: string,
    input: UserEmailInput | SendEmailInput,
  ): Promise<void> {
    const start = () =>
      client.workflow.start(workflowType, {
        workflowId,
        taskQueue: ONBOARDING_TASK_QUEUE,
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        priority: priorityOf('awaited'),
        args: [input],
      });
    await whileThere(ACK_WITHIN_MS, () => startUnlessRunning(start()));
  }
  return {
    /** Has one e-mail sent to a user; the same message is sent once. */
    sendUserEmail: (input: UserEmailInput) =>
      startEmail('userEmailWorkflow', userEmailWorkflowId(input.messageId), input),
    /** One more e-mail about an invitation that has ended; the same message ID sends it once. */
    sendNotice: (messageId: string, input: SendEmailInput) =>
      startEmail('invitationNoticeWorkflow', invitationNoticeWorkflowId(messageId), input),
  };
}

async function hasPoller(client: Client): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: ONBOARDING_TASK_QUEUE },
  });
  const since = Date.now() - POLLER_SEEN_WITHIN_MS;
  return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= since);
}
