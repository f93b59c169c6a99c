import type { Client } from '@temporalio/client';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import { importInputOf, type InvitationImportDoc, type Stores } from '../../models';
import { importStart, importWorkflowId } from '../../workflows/contract';
import { eachOnItsOwn } from '../each-on-its-own';

/** A batch writes its progress more often than this, and an upload starts its workflow sooner. */
const LEFT_BEHIND_MS = 30_000;

/** More imports than this do not stand still at the same time. */
const MOST = 100;

/**
 * Starts imports whose process died before it could, and closes those whose workflow an operator ended. One that fails
 * is told of and passed over.
 *
 * @returns how many were started
 */
export async function reconcileImports(
  { imports, importRows }: Pick<Stores, 'imports' | 'importRows'>,
  client: Client,
  onFailures: (count: number) => void = () => undefined,
): Promise<number> {
  let started = 0;
  const quiet = await imports.findQuiet(LEFT_BEHIND_MS, MOST);
  const { failures } = await eachOnItsOwn(quiet, 1, async (doc) => {
    const start = client.workflow.start('invitationImportWorkflow', importStart(importInputOf(doc)));
    if (await startUnlessRunning(start)) started += 1;
    else if (await hasEnded(client, doc)) {
      await imports.close({ importId: doc._id, status: 'failed' }, await importRows.count(doc._id));
    }
  });
  onFailures(failures.length);
  return started;
}

/** A workflow that ends by itself writes so first; what is over and still runs here was ended by hand. */
async function hasEnded(client: Client, { _id }: InvitationImportDoc): Promise<boolean> {
  const { status } = await client.workflow.getHandle(importWorkflowId(_id)).describe();
  return status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW';
}
