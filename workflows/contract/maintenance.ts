import { defineQuery } from '@temporalio/workflow';
import { ONBOARDING_TASK_QUEUE } from './identifiers';
import { accountIdAttribute } from './search-attributes';

/** ID of the Schedule that erases what has been kept long enough and takes up erasures left behind. */
export const PRIVACY_SCHEDULE_ID = 'keep-privacy';

/** Names a request to erase; the address itself stays in the database, sealed, until it is done. */
export interface PrivacyErasureInput {
  readonly requestId: string;
  readonly accountId: string;
}

/** One invitation to erase. */
export interface InvitationErasureInput {
  readonly requestId: string;
  readonly invitationId: string;
  /** Erases even what is still under way. */
  readonly force: boolean;
}

/** How an erasure ends. */
export interface PrivacyErasureResult {
  readonly requestId: string;
  readonly erasedInvitations: number;
}

/** The one workflow of a request to erase. */
export function privacyErasureWorkflowId(requestId: string): string {
  return `privacy-erasure-${requestId}`;
}

/** How an erasure is started, by whoever starts it: at most once per request. */
export function privacyErasureStart(input: PrivacyErasureInput) {
  return {
    workflowId: privacyErasureWorkflowId(input.requestId),
    taskQueue: ONBOARDING_TASK_QUEUE,
    workflowIdConflictPolicy: 'FAIL' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    args: [input] as [PrivacyErasureInput],
    typedSearchAttributes: [{ key: accountIdAttribute, value: input.accountId }],
    staticSummary: `Erasure ${input.requestId}`,
  };
}

/** There is one rebuild at a time. */
export const REBUILD_WORKFLOW_ID = 'rebuild-read-model';

/**
 * What became of the invitations of a rebuild so far; `gone` have no workflow that answers any more, `failed` could
 * not be written.
 */
export interface RebuildProgress {
  readonly rebuilt: number;
  readonly gone: number;
  readonly failed?: number;
}

/** One stretch of a rebuild. */
export interface RebuildBatchResult extends RebuildProgress {
  /** The last invitation of the stretch; absent when there are no more. */
  readonly lastId?: string;
}

export const rebuildProgressQuery = defineQuery<RebuildProgress>('rebuildProgress');
