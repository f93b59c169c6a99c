import { importDone, type InvitationImportDoc, type InvitationImportRowDoc } from '../../models';
import { importWorkflowId } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import { csvOf } from '../http/csv';
import { yieldEvery10ms } from '../../domain/pace';
import type { ApiDeps } from '../deps';
import { workflowUrl } from '../temporal/operator-links';
import { Problem } from '../http/problem';
import type { ImportRowView, ImportView } from './schema';
import { asTyped, cellNamed, REJECTED_BECAUSE } from './columns';

/**
 * The account's own import.
 *
 * @throws {@link Problem} 404
 */
export async function ownImport(deps: ApiDeps, caller: Caller, id: string): Promise<InvitationImportDoc> {
  const doc = await deps.stores.imports.find(caller.accountId, id);
  if (doc === undefined) throw new Problem('not-found');
  return doc;
}

/** An import as the API answers it. */
export function presentImport(deps: ApiDeps, caller: Caller, doc: InvitationImportDoc): ImportView {
  const { _id, status, dryRun, source, total, created, alreadyInvited, alreadyPartner, invalid } = doc;
  return {
    id: _id,
    status,
    dryRun,
    source,
    total,
    done: importDone(doc),
    created,
    alreadyInvited,
    alreadyPartner,
    invalid,
    heldUntil: doc.heldUntil?.toISOString() ?? null,
    createdAt: doc.createdAt.toISOString(),
    updatedAt: doc.updatedAt.toISOString(),
    endedAt: doc.endedAt?.toISOString() ?? null,
    workflow: dryRun ? null : workflowOf(deps, caller, _id),
  };
}

function workflowOf(deps: ApiDeps, caller: Caller, importId: string): ImportView['workflow'] {
  const id = importWorkflowId(importId);
  return { id, url: workflowUrl(deps, caller, id) };
}

/** A row as the API answers it. */
export function presentRow(
  { columns }: InvitationImportDoc,
  { n, result, invitationId, cells, problems }: InvitationImportRowDoc,
): ImportRowView {
  return {
    row: n,
    result: result ?? 'pending',
    invitationId,
    partnerName: cellNamed(columns, cells, 'partnerName'),
    contactEmail: cellNamed(columns, cells, 'contactEmail'),
    errors: problems.map(({ pointer, detail }) => ({ pointer, detail })),
  };
}

/** Rows per look into the database. */
const BATCH = 100;

/**
 * The invalid rows in the columns of the file, with what is wrong in one more, to be corrected and sent again.
 * Formulas are neutralised.
 */
export async function rejectedCsv(deps: ApiDeps, doc: InvitationImportDoc): Promise<string> {
  const rows: string[][] = [];
  const breathe = yieldEvery10ms();
  for (let cursor: string | undefined; ;) {
    const page = await deps.stores.importRows.list(doc._id, 'invalid', { limit: BATCH, cursor });
    for (const { cells, problems } of page.items) {
      const padded = doc.columns.map((_, index) => asTyped(doc.columns, cells[index] ?? ''));
      const why = problems.map(
        ({ pointer, detail }) => `${pointer.slice(1).replaceAll('/', '.')}: ${detail}`,
      );
      rows.push([...padded, why.join(' ')]);
      await breathe();
    }
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const header = doc.columns.map((name) => name).filter((name) => name !== REJECTED_BECAUSE);
  const kept = doc.columns.map((name) => name !== REJECTED_BECAUSE);
  return csvOf(
    [...header, REJECTED_BECAUSE],
    rows.map((row) => row.filter((_, index) => kept[index] !== false)),
  );
}
