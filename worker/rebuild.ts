import type { Client } from '@temporalio/client';
import { INVITATION_STATUSES } from '../workflows/contract';
import type { Stores } from '../models';
import { stateOf } from './reconciler';

const BATCH = 200;

/** What became of the invitations of a rebuild; `gone` have no workflow that answers any more. */
export interface RebuildResult {
  readonly rebuilt: number;
  readonly gone: number;
}

/**
 * Writes the lifecycle columns and the timeline of every invitation anew from its workflow. What the
 * workflow does not know (contact data, views, edits) stays. Needs a running worker.
 */
export async function rebuildReadModel(
  invitations: Stores['invitations'],
  client: Client,
  onProgress: (result: RebuildResult) => void = () => undefined,
): Promise<RebuildResult> {
  let result: RebuildResult = { rebuilt: 0, gone: 0 };
  for (let after = ''; ;) {
    const batch = await invitations.sweep(INVITATION_STATUSES, after, BATCH);
    for (const { _id } of batch) {
      const snapshot = await stateOf(client, _id);
      if (snapshot) await invitations.rebuild(snapshot);
      result = snapshot ? { ...result, rebuilt: result.rebuilt + 1 } : { ...result, gone: result.gone + 1 };
    }
    onProgress(result);
    const last = batch.at(-1);
    if (!last) return result;
    after = last._id;
  }
}
