import type { Client } from '@temporalio/client';
import type { Stores } from '../models';
import type { RebuildBatchResult } from '../workflows/contract';
import { stateOf } from './reconciler';

const BATCH = 500;
/** Queries at once; each replays a workflow, so more would only wait. */
const AT_ONCE = 8;

/**
 * Writes the lifecycle columns and the timeline of the next invitations anew from their workflows. What the
 * workflow does not know (contact data, views, edits) stays. Needs a running worker; safe to repeat.
 */
export async function rebuildBatch(
  invitations: Stores['invitations'],
  client: Client,
  afterId: string,
  onProgress: () => void = () => undefined,
): Promise<RebuildBatchResult> {
  const batch = await invitations.sweep(afterId, BATCH);
  const queue = batch.values();
  let rebuilt = 0;
  const worker = async () => {
    for (const { _id } of queue) {
      const snapshot = await stateOf(client, _id);
      if (snapshot !== undefined) {
        await invitations.rebuild(snapshot);
        rebuilt += 1;
      }
      onProgress();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const last = batch.at(-1);
  return { rebuilt, gone: batch.length - rebuilt, ...(last !== undefined && { lastId: last._id }) };
}
