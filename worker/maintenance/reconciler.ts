import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { Reconciler } from '../../domain/ports';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type { InvitationDoc, Stores } from '../../models';
import { nextDeadline } from '../../workflows/invitation/deadlines';
import { eachOnItsOwn } from '../each-on-its-own';
import {
  invitationIdOf,
  invitationStart,
  invitationStateQuery,
  invitationStatusAttribute,
  invitationWorkflowId,
  isTerminal,
  nextDeadlineAttribute,
  type InvitationSnapshot,
} from '../../workflows/contract';

/** A request in flight is given this long; starting a workflow twice is harmless all the same. */
const LEFT_BEHIND_MS = 2_000;

/** A read model this much behind is not merely on its way. */
const SETTLED_MS = 30_000;

/** Closed runs are looked at again for this long: longer than the database is likely to be away. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/** Calls of Temporal at the same time. */
const AT_ONCE = 16;

/** Invitations per step, few enough for one round trip to the database. */
const BATCH = 200;

/**
 * Repairs what a crash left between the database and Temporal: starts what was stored but never started,
 * and copies the workflow's state where the read model shows another one.
 */
export function createReconciler(invitations: Stores['invitations'], client: Client): Reconciler {
  return {
    reconcile: async () => {
      const missing = await startMissing(invitations, client);
      const drift = await repairDrift(invitations, client);
      return {
        started: missing.count,
        repaired: drift.count,
        failed: missing.failed + drift.failed,
      };
    },
  };
}

/** How many items were put right, and how many could not be. */
interface Tally {
  readonly count: number;
  readonly failed: number;
}

async function startMissing(invitations: Stores['invitations'], client: Client): Promise<Tally> {
  let count = 0;
  const stored = await invitations.findUnstarted(LEFT_BEHIND_MS, BATCH);
  const { failures } = await eachOnItsOwn(
    stored,
    AT_ONCE,
    async ({ _id, accountId, importId, workflowInput }) => {
      await invitations.resumeCreate(accountId, _id);
      const start = invitationStart(workflowInput, importId ? 'file' : 'hand');
      if (await startUnlessRunning(client.workflow.start('invitationWorkflow', start))) count += 1;
    },
  );
  return { count, failed: failures.length };
}

/** Visibility only says where to look; what is written is the workflow's own answer. */
async function repairDrift(invitations: Stores['invitations'], client: Client): Promise<Tally> {
  const closedAfter = new Date(Date.now() - LOOK_BACK_MS).toISOString();
  const ofInvitations = `WorkflowType = 'invitationWorkflow'`;
  const query = `${ofInvitations} AND (ExecutionStatus = 'Running' OR CloseTime > '${closedAfter}')`;
  let [count, failed] = [0, 0];
  let batch: WorkflowExecutionInfo[] = [];
  const compare = async () => {
    const tally = await repairBatch(invitations, client, batch);
    [count, failed] = [count + tally.count, failed + tally.failed];
    batch = [];
  };
  for await (const run of client.workflow.list({ query })) {
    if (run.status.name !== 'CONTINUED_AS_NEW') batch.push(run);
    if (batch.length === BATCH) await compare();
  }
  await compare();
  return { count, failed };
}

async function repairBatch(
  invitations: Stores['invitations'],
  client: Client,
  runs: readonly WorkflowExecutionInfo[],
): Promise<Tally> {
  const known = new Map(runs.map((run) => [invitationIdOf(run.workflowId) ?? '', run]));
  const stored = await invitations.findMany([...known.keys()]);
  const drifted = stored.filter((invitation) => hasDrifted(invitation, known.get(invitation._id)));
  const { done, failures } = await eachOnItsOwn(drifted, 1, async ({ _id }) => {
    const snapshot = await stateOf(client, _id);
    const run = known.get(_id);
    if (snapshot && run) await invitations.record(wasKilled(run) ? abandoned(snapshot) : snapshot);
  });
  return { count: done.length, failed: failures.length };
}

function hasDrifted(invitation: InvitationDoc, run: WorkflowExecutionInfo | undefined): boolean {
  if (!run || Date.now() - invitation.updatedAt.getTime() < SETTLED_MS) return false;
  if (wasKilled(run)) return !isTerminal(invitation.status);
  const status = run.typedSearchAttributes.get(invitationStatusAttribute);
  const deadline = run.typedSearchAttributes.get(nextDeadlineAttribute);
  return status !== invitation.status || deadline?.getTime() !== deadlineOf(invitation);
}

/** By the workflow's own rule, so that an invitation that is in order never looks drifted. */
function deadlineOf(invitation: InvitationDoc): number | undefined {
  const { status, escalateAt, decisionDueAt, expiresAt, reminderInstants } = invitation;
  const deadline = nextDeadline({
    status,
    expiresAt: expiresAt.toISOString(),
    reminderInstants: reminderInstants.map((instant) => instant.toISOString()),
    ...(escalateAt && { escalateAt: escalateAt.toISOString() }),
    ...(decisionDueAt && { decisionDueAt: decisionDueAt.toISOString() }),
  });
  return deadline?.at;
}

/** Somebody ended the run in Temporal without letting the workflow finish. */
function wasKilled({ status }: WorkflowExecutionInfo): boolean {
  return ['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED'].includes(status.name);
}

/** Nothing will ever happen to a killed run again, so its invitation counts as revoked by the operator. */
function abandoned(state: InvitationSnapshot): InvitationSnapshot {
  if (isTerminal(state.status)) return state;
  const at = new Date().toISOString();
  const entry = { n: state.timeline.length + 1, at, type: 'revoked', actor: OPERATOR } as const;
  const timeline = [...state.timeline, entry];
  return { ...state, status: 'revoked', seq: state.seq + 1, updatedAt: at, endedAt: at, timeline };
}

const OPERATOR = { kind: 'operator', id: 'temporal' } as const;

/** The workflow's own state; `undefined` when it is gone or no worker can answer now. */
export async function stateOf(client: Client, invitationId: string): Promise<InvitationSnapshot | undefined> {
  try {
    return await client.workflow.getHandle(invitationWorkflowId(invitationId)).query(invitationStateQuery);
  } catch {
    return undefined;
  }
}
