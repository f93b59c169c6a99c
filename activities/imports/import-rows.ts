import { Context } from '@temporalio/activity';
import type { ImportRowsInput, ImportRowsResult } from '../../workflows/contract';
import type { ActivityDependencies } from '../../domain/ports';

/** A worker that dies is noticed when its beats stop for 10 s; one that waits for the database goes on. */
const BEAT_MS = 2_000;

/**
 * Invites the rows of one batch of an import.
 *
 * Safe to retry: the ID of each invitation is derived from the file and the row, so a row that was done before
 * is found done. A cancelled batch ends after the rows in hand and says what became of them.
 */
export function createImportRows(
  deps: Pick<ActivityDependencies, 'importer'>,
): (input: ImportRowsInput) => Promise<ImportRowsResult> {
  return async (input) => {
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), BEAT_MS);
    try {
      return await deps.importer.importRows(input, () => !context.cancellationSignal.aborted);
    } finally {
      clearInterval(beat);
    }
  };
}
