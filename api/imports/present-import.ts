import type { InvitationImportDoc, InvitationImportRowDoc } from '../../models';
import { doneOf, importWorkflowId } from '../../workflows/contract';
import { type ApiDeps, type Caller, found, present } from '../http';
import { workflowUrl } from '../temporal/operator-links';
import { importRow, importView, type ImportRowView, type ImportView } from './schema';
import { cellNamed } from '../../domain/imports/columns';

/**
 * The account's own import.
 *
 * @throws {@link Problem} 404
 */
export async function ownImport(deps: ApiDeps, caller: Caller, id: string): Promise<InvitationImportDoc> {
  return found(await deps.stores.imports.find(caller.accountId, id));
}

/** An import as the API answers it. */
export function presentImport(deps: ApiDeps, caller: Caller, doc: InvitationImportDoc): ImportView {
  const workflowId = importWorkflowId(doc._id);
  const workflow = { id: workflowId, url: workflowUrl(deps, caller, workflowId) };
  const { columns, header = columns, encoding = null, blank = 0 } = doc;
  return present(importView, {
    ...doc,
    columns: columns.map((fills, index) => ({ name: header[index] ?? fills, fills })),
    encoding,
    blank,
    done: doneOf(doc),
    workflow: doc.dryRun ? null : workflow,
  });
}

/** A row as the API answers it. */
export function presentRow({ columns }: InvitationImportDoc, row: InvitationImportRowDoc): ImportRowView {
  return present(importRow, {
    ...row,
    row: row.n,
    result: row.result ?? 'pending',
    partnerName: cellNamed(columns, row.cells, 'partnerName'),
    contactEmail: cellNamed(columns, row.cells, 'contactEmail'),
    errors: row.problems,
  });
}
