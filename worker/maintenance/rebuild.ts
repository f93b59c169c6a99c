import type { Client } from '@temporalio/client';
import type { Stores } from '../../models';
import type { RebuildBatchResult } from '../../workflows/contract';
import { eachOnItsOwn } from '../each-on-its-own';
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
  let rebuilt = 0;
  const { failures } = await eachOnItsOwn(batch, AT_ONCE, async ({ _id }) => {
    const snapshot = await stateOf(client, _id);
    onProgress();
    if (snapshot === undefined) return;
    await invitations.rebuild(snapshot);
    rebuilt += 1;
  });
  const last = batch.at(-1);
  const failed = failures.length;
  const gone = batch.length - rebuilt - failed;
  return { rebuilt, gone, failed, ...(last !== undefined && { lastId: last._id }) };
}
