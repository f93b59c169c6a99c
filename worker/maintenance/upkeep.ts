import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Maintenance } from '../../domain/ports';
import type { Stores } from '../../models';
import { privacyErasureStart } from '../../workflows/contract';
import { rebuildBatch } from './rebuild';

/** What the worker's long-running jobs ask of Temporal and the read model. */
export function createWorkerMaintenance(invitations: Stores['invitations'], client: Client): Maintenance {
  return {
    async resumeErasure(request) {
      try {
        await client.workflow.start('privacyErasureWorkflow', privacyErasureStart(request));
        return true;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    },
    rebuild: (afterId, beat) => rebuildBatch(invitations, client, afterId, beat),
  };
}
