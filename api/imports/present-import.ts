import { importDone, type InvitationImportDoc, type InvitationImportRowDoc } from '../../models';
import { importWorkflowId } from '../../workflows/contract';
import { type ApiDeps, type Caller, found } from '../http';
import { workflowUrl } from '../temporal/operator-links';
import type { ImportRowView, ImportView } from './schema';
import { cellNamed } from './columns';

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
