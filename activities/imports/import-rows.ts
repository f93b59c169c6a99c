import { Context } from '@temporalio/activity';
import type { ImportRowsInput, ImportRowsResult } from '../../workflows/contract';
import type { ActivityDependencies } from '../../domain/ports';

/**
 * Invites the rows of one batch of an import.
 *
 * Safe to retry: the ID of each invitation is derived from the file and the row, so a row that was done before
 * is found done. A cancelled batch ends after the rows in hand and says what became of them.
 */
export function createImportRows(
  deps: Pick<ActivityDependencies, 'importer'>,
): (input: ImportRowsInput) => Promise<ImportRowsResult> {
  return (input) => {
    const { cancellationSignal } = Context.current();
    return deps.importer.importRows(input, () => !cancellationSignal.aborted);
  };
}
