import { parseEmailAddress } from '../../domain/email-address';
import { reservedOrNew } from '../../domain/ids';
import { cellNamed } from '../../domain/imports/columns';
import type { AlreadyKnown } from '../../domain/invitations/invitee-policy';
import { yieldEvery10ms } from '../../domain/pace';
import {
  importedInvitationId,
  importInputOf,
  importRowId,
  type InvitationImportDoc,
  type InvitationImportRowDoc,
} from '../../models';
import { addCounts, NO_ROWS, type ImportCounts } from '../../workflows/contract';
import { type ApiDeps, type Caller, invalid, type Keyed } from '../http';
import { RowChecker } from './check-rows';
import type { Table } from './table';

/** The call that brings an import. */
export type ImportCall = Pick<Keyed, 'reservedId'> & { readonly deps: ApiDeps; readonly caller: Caller };

/**
 * Takes rows in: checks every row, stores them, starts the import, in this order. A dry run stores what would
 * become of the rows and starts nothing. Nothing is stored while Temporal is known to be away; what was stored
 * stays, and is started by the same call, repeated, or by the reconciler.
 *
 * @throws {@link Problem} what `read` throws, 422 without a row, 503
 */
export async function takeIn(
  { deps, caller, reservedId }: ImportCall,
  read: (checker: RowChecker) => Promise<Table>,
  dryRun: boolean,
): Promise<InvitationImportDoc> {
  const importId = reservedOrNew('imp', reservedId);
  const left = reservedId === undefined ? undefined : await resumeUpload(deps, caller, importId);
  const doc =
    left ?? (await storeImport(deps, caller, await read(new RowChecker(deps, caller)), { importId, dryRun }));
  if (doc.status === 'running') await deps.temporal.imports.start(importInputOf(doc));
  return doc;
}

/** What the same call has stored before it died or gave up; rows without their import go. */
async function resumeUpload(
  { stores }: ApiDeps,
  { accountId }: Caller,
  importId: string,
): Promise<InvitationImportDoc | undefined> {
  const doc = await stores.imports.find(accountId, importId);
  if (doc === undefined) await stores.importRows.removeOf(importId);
  return doc;
}

async function storeImport(
  deps: ApiDeps,
  caller: Caller,
  table: Table,
  { importId, dryRun }: { readonly importId: string; readonly dryRun: boolean },
): Promise<InvitationImportDoc> {
  if (table.rows.length === 0) throw invalid([{ pointer: '', detail: 'There is no row to import.' }]);
  const createdAt = new Date();
  const fresh: InvitationImportRowDoc[] = [];
  const breathe = yieldEvery10ms();
  for (const row of table.rows) {
    fresh.push(rowDoc(caller, table, importId, fresh.length + 1, row, createdAt));
    await breathe();
  }
  const rows = dryRun ? await foretell(deps, caller.accountId, fresh) : fresh;
  if (!dryRun) await deps.temporal.ensureUsable();
  // The rows come first: whoever finds the import finds them.
  await deps.stores.importRows.add(rows);
  return deps.stores.imports.create({
    _id: importId,
    accountId: caller.accountId,
    inviterId: caller.userId,
    source: table.source,
    fileHash: table.fileHash,
    columns: table.columns,
    header: table.header,
    encoding: table.encoding,
    blank: table.blank,
    dryRun,
    status: dryRun ? 'completed' : 'running',
    total: rows.length,
    ...countsOf(rows),
    createdAt,
  });
}

function rowDoc(
  { accountId }: Caller,
  { fileHash, columns }: Table,
  importId: string,
  n: number,
  { cells, checked }: Table['rows'][number],
  createdAt: Date,
): InvitationImportRowDoc {
  const isValid = 'input' in checked;
  return {
    _id: importRowId(importId, n),
    importId,
    n,
    cells,
    input: isValid ? checked.input : null,
    emailKey: isValid ? checked.emailKey : addressIn(columns, cells),
    targetId: importedInvitationId(accountId, fileHash, n),
    result: isValid ? null : 'invalid',
    invitationId: null,
    problems: isValid ? [] : checked.errors,
    createdAt,
  };
}

/** Also of rows that are not invited, so that erasure finds them. */
function addressIn(columns: readonly string[], cells: readonly string[]): string {
  return parseEmailAddress(cellNamed(columns, cells, 'contactEmail'))?.key ?? '';
}

const ADDRESSES_AT_ONCE = 500;

/** What would become of the rows now. */
async function foretell(
  { stores }: ApiDeps,
  accountId: string,
  rows: readonly InvitationImportRowDoc[],
): Promise<InvitationImportRowDoc[]> {
  const emailKeys = [...new Set(rows.map(({ emailKey }) => emailKey).filter((key) => key !== ''))];
  const known = new Map<string, AlreadyKnown>();
  for (let start = 0; start < emailKeys.length; start += ADDRESSES_AT_ONCE) {
    const some = emailKeys.slice(start, start + ADDRESSES_AT_ONCE);
    for (const [key, what] of await stores.inviteePolicy.knownAmong(accountId, some)) known.set(key, what);
  }
  const made = new Set<string>();
  return rows.map((row) => {
    if (row.result !== null) return row;
    const there = known.get(row.emailKey);
    if (there?.kind === 'partner') return { ...row, result: 'alreadyPartner' };
    if (there?.kind === 'open') {
      return { ...row, result: 'alreadyInvited', invitationId: there.invitationId };
    }
    const isSecond = made.has(row.emailKey);
    made.add(row.emailKey);
    return { ...row, result: isSecond ? 'alreadyInvited' : 'created' };
  });
}

function countsOf(rows: readonly InvitationImportRowDoc[]): ImportCounts {
  return rows.reduce<ImportCounts>(
    (sum, { result }) => (result === null ? sum : addCounts(sum, { ...NO_ROWS, [result]: 1 })),
    NO_ROWS,
  );
}
