import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { ONBOARDING_TASK_QUEUE } from './identifiers';
import type { Decision } from './decisions';
import { priorityOf } from './priorities';
import { accountIdAttribute } from './search-attributes';

/**
 * How fast an import invites. Rows of one batch are one activity: few enough to be cancelled within a second or
 * two, many enough for a short history. The rate is that of the e-mail queue, because invitations that start
 * faster only wait there, before the e-mails of people who invite by hand.
 */
export const IMPORT_PACE = { rowsPerBatch: 50, rowsPerSecond: 50 } as const;

/** Batches of one run; then the import continues as new, long before Temporal asks for it. */
export const IMPORT_BATCHES_PER_RUN = 100;

/** Every status an import can have. */
export const IMPORT_STATUSES = ['running', 'completed', 'cancelled', 'failed'] as const;
/** `failed`: an operator ended it, or its rows are gone. */
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** Everything that can become of a row. */
export const IMPORT_RESULTS = ['created', 'alreadyInvited', 'alreadyPartner', 'invalid'] as const;
/** What became of one row. */
export type ImportRowResult = (typeof IMPORT_RESULTS)[number];

/** Rows by what became of them. */
export type ImportCounts = Readonly<Record<ImportRowResult, number>>;

/** The counts of an import that has done nothing yet. */
export const NO_ROWS: ImportCounts = { created: 0, alreadyInvited: 0, alreadyPartner: 0, invalid: 0 };

/** Rows of both. */
export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    created: a.created + b.created,
    alreadyInvited: a.alreadyInvited + b.alreadyInvited,
    alreadyPartner: a.alreadyPartner + b.alreadyPartner,
    invalid: a.invalid + b.invalid,
  };
}

/** Rows that have a result. */
export function doneOf(counts: ImportCounts): number {
  return counts.created + counts.alreadyInvited + counts.alreadyPartner + counts.invalid;
}

/** Rows from one number to another, both included; the first row is 1. */
export interface ImportRange {
  readonly from: number;
  readonly to: number;
}

/** Some rows of a batch have to wait, and for what. */
export interface ImportHold {
  /** Whose daily number of invitation e-mails is used up: no row can go on, or only some. */
  readonly reason: 'account' | 'recipient';
  /** RFC 3339. When the allowance begins anew. */
  readonly until: string;
}

/** The rows stay in the database; only their numbers travel. */
export interface ImportWorkflowInput {
  readonly importId: string;
  readonly accountId: string;
  readonly total: number;
  /** Rows that were found invalid when the file came in. */
  readonly invalid: number;
  /** Where a continued run goes on. */
  readonly carried?: CarriedImport;
}

/** A batch with rows that could not be done yet, and what became of its others. */
export interface WaitingBatch extends ImportRange {
  readonly counts: ImportCounts;
}

/** What a run hands to the next one when it continues as new. */
export interface CarriedImport {
  readonly next: number;
  readonly settled: ImportCounts;
  readonly waiting: readonly WaitingBatch[];
  readonly hold?: ImportHold;
  readonly seq: number;
  readonly cancelledBy?: string;
}

/** Answer of the query: how far the import is. No personal data. */
export interface ImportState extends ImportCounts {
  readonly importId: string;
  readonly status: ImportStatus;
  readonly total: number;
  readonly done: number;
  /** RFC 3339; set while the import waits for the next day. */
  readonly heldUntil?: string;
}

/** One batch. */
export interface ImportRowsInput extends ImportRange {
  readonly importId: string;
  /** Grows with every batch, so that progress is never shown to go back. */
  readonly seq: number;
  /** What became of all rows outside of this batch. */
  readonly others: ImportCounts;
  /** RFC 3339. What rows outside of this batch wait for. */
  readonly heldUntil?: string;
}

/** What became of a batch; the same again when it is repeated. */
export interface ImportRowsResult {
  /** Rows of the batch that were valid when they came in. */
  readonly counts: ImportCounts;
  /** Rows without a result yet. */
  readonly pending: number;
  readonly hold?: ImportHold;
}

export interface CloseImportInput {
  readonly importId: string;
  readonly status: Exclude<ImportStatus, 'running'>;
}

/** How the import ends. */
export interface ImportOutcome extends ImportCounts {
  readonly importId: string;
  readonly status: Exclude<ImportStatus, 'running'>;
}

export const importStateQuery = defineQuery<ImportState>('importState');
export const cancelImportUpdate = defineUpdate<ImportState, [Decision]>('cancelImport');
export const cancelImportSignal = defineSignal<[Decision]>('cancelImport');

/** The one workflow ID that belongs to an import. */
export function importWorkflowId(importId: string): string {
  return `invitation-import-${importId}`;
}

/** How the workflow of an import is started, by whoever starts it: at most once per import. */
export function importStart(input: ImportWorkflowInput) {
  return {
    workflowId: importWorkflowId(input.importId),
    taskQueue: ONBOARDING_TASK_QUEUE,
    workflowIdConflictPolicy: 'FAIL' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    priority: priorityOf('person', input.accountId),
    args: [input] as [ImportWorkflowInput],
    typedSearchAttributes: [{ key: accountIdAttribute, value: input.accountId }],
    staticSummary: `Import of ${input.total} invitations`,
    staticDetails: `Import \`${input.importId}\` of account \`${input.accountId}\`.`,
  };
}
