import type { Client } from '@temporalio/client';
import type { Maintenance } from '../../domain/ports';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type { Stores } from '../../models';
import { privacyErasureStart } from '../../workflows/contract';
import { rebuildBatch } from './rebuild';

/** What the worker's long-running jobs ask of Temporal and the read model. */
export function createWorkerMaintenance(invitations: Stores['invitations'], client: Client): Maintenance {
  return {
    resumeErasure: (request) =>
      startUnlessRunning(client.workflow.start('privacyErasureWorkflow', privacyErasureStart(request))),
    rebuild: (afterId, beat) => rebuildBatch(invitations, client, afterId, beat),
  };
}
