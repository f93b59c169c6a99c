import type { IndexDeclaration } from '../mongo/collection';

/** Columns that lists are sorted by besides the date of creation, each with an index of its own. */
const OTHER_SORT_COLUMNS = ['updatedAt', 'expiresAt', 'partnerNameKey', 'contactNameKey', 'emailKey'];

/**
 * Indexes of the invitations. Those of the lists follow one rule: equality, sort, rest. The account comes first,
 * then the sort column and `_id`, which makes the order total, so that a page begins where the last one ended
 * and is read in order: 26 rows for a page of 25, however many the account has. What stands behind `_id` only
 * filters, on the keys of the index: a row that the filter drops costs a key, and its document is not read.
 *
 * A status filter (views are one) comes before the sort column in the order that everybody uses: MongoDB reads
 * one range for each status and merges them. In the other orders it stands behind, because few people sort so.
 * Search is for a part of a text, for which no index has a range; it is compared on the keys of the default
 * order. A search for what is rare in another order therefore reads every key of the account once.
 */
export const INVITATION_INDEXES: readonly IndexDeclaration[] = [
  // At most one live invitation per inviting account and address.
  { keys: { liveKey: 1 }, unique: true },
  // Everything the account sent, newest first; dates; search.
  { keys: { accountId: 1, createdAt: -1, _id: -1, searchText: 1 } },
  // Views and status filters, newest first; their counts.
  { keys: { accountId: 1, status: 1, createdAt: -1, _id: -1, supersededBy: 1 } },
  { keys: { accountId: 1, status: 1, _id: 1, supersededBy: 1 } },
  { keys: { accountId: 1, program: 1, createdAt: -1, _id: -1, status: 1 } },
  { keys: { accountId: 1, origin: 1, createdAt: -1, _id: -1, status: 1 } },
  { keys: { accountId: 1, inviterId: 1, createdAt: -1, _id: -1, status: 1 } },
  { keys: { accountId: 1, assigneeId: 1, createdAt: -1, _id: -1, status: 1 } },
  // Every other order, in both directions.
  ...OTHER_SORT_COLUMNS.map((column) => ({
    keys: { accountId: 1, [column]: 1, _id: 1, status: 1, supersededBy: 1 } as const,
  })),
  // The Received tab: one range each, merged.
  { keys: { partnerAccountId: 1, createdAt: -1, _id: -1 } },
  { keys: { emailKey: 1, createdAt: -1, _id: -1, accountId: 1, partnerAccountId: 1 } },
  // "Already invited?", erasure and export by address.
  { keys: { emailKey: 1, accountId: 1 } },
  // The reconciler looks for workflows that never started.
  { keys: { seq: 1, createdAt: 1 } },
  // Cohorts of the statistics, counted on these keys alone.
  { keys: { accountId: 1, firstSentAt: 1, firstAcceptedAt: 1, activatedAt: 1 } },
  // The retention job: what a program let end, oldest first, without what is erased already.
  { keys: { accountId: 1, program: 1, erasedAt: 1, endedAt: 1 } },
];
