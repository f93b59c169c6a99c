import { createHash } from 'node:crypto';
import { parseEmailAddress } from '../../domain/email-address';
import { reservedOrNew } from '../../domain/ids';
import { canonicalJson } from '../../domain/invitations/content-hash';
import type { AlreadyKnown } from '../../domain/invitations/invitee-policy';
import {
  importedInvitationId,
  importInputOf,
  importRowId,
  type InvitationImportDoc,
  type InvitationImportRowDoc,
} from '../../models';
import { addCounts, NO_ROWS, type ImportCounts } from '../../workflows/contract';
import { cellNamed, columnsOf, rowOf, tableOf, type Column } from '../../domain/imports/columns';
import { yieldEvery10ms } from '../../domain/pace';
import { accepted, type ApiDeps, type Caller, defineEndpoint, invalid, type Keyed, z } from '../http';
import { presentImport } from './present-import';
import { IMPORT_LIMITS, readCsv, tooManyColumns, tooManyRows } from './read-csv';
import { importRows, importView } from './schema';
import { RowChecker, type CheckedRow } from './check-rows';

const query = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .openapi({ type: 'boolean', description: 'Checks the rows and invites nobody.' }),
});

/** Invites everybody in a file. The same file again invites nobody twice. */
export const postInvitationImports = defineEndpoint({
  route: 'post /v1/invitation-imports',
  summary: 'Import invitations from CSV or JSON',
  access: { scope: 'imports:write' },
  query,
  body: importRows,
  rawBody: { contentTypes: ['text/csv'], limitBytes: IMPORT_LIMITS.fileBytes },
  responses: {
    202: { description: 'The import; it runs until every row has a result.', schema: importView },
  },
  problems: ['temporal-unavailable'],
  async handler(call) {
    const { raw } = call;
    const { rows } = call.body;
    const { dryRun } = call.query;
    if (raw === undefined && rows === undefined) {
      throw invalid([{ pointer: '/rows', detail: 'Send rows, or a file as text/csv.' }]);
    }
    const doc = await uploadImport(call, raw === undefined ? { rows: rows ?? [] } : { csv: raw }, dryRun);
    return {
      ...accepted(presentImport(call.deps, call.caller, doc), `/v1/invitation-imports/${doc._id}`),
      audit: dryRun ? null : { target: { kind: 'invitation_import', id: doc._id } },
    };
  },
});

/** What was sent: the bytes of a CSV file, or rows of JSON. */
type ImportSource =
  { readonly csv: Buffer } | { readonly rows: readonly Readonly<Record<string, unknown>>[] };

interface Table {
  readonly source: InvitationImportDoc['source'];
  readonly fileHash: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly checked: CheckedRow }[];
}

/**
 * Takes a file in: checks every row, stores them, starts the import, in this order. A dry run stores what would
 * become of the rows and starts nothing. Nothing is stored while Temporal is known to be away; what was stored
 * stays, and is started by the same call, repeated, or by the reconciler.
 *
 * @throws {@link Problem} 413 or 422 when the file as a whole cannot be read, 503
 */
async function uploadImport(
  call: Pick<Keyed, 'reservedId'> & { readonly deps: ApiDeps; readonly caller: Caller },
  source: ImportSource,
  dryRun: boolean,
): Promise<InvitationImportDoc> {
  const { deps, caller, reservedId } = call;
  const importId = reservedOrNew('imp', reservedId);
  const left = reservedId === undefined ? undefined : await resumeUpload(deps, caller, importId);
  const doc = left ?? (await storeImport(deps, caller, source, { importId, dryRun }));
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
  source: ImportSource,
  { importId, dryRun }: { readonly importId: string; readonly dryRun: boolean },
): Promise<InvitationImportDoc> {
  const checker = new RowChecker(deps, caller);
  const table =
    'csv' in source ? await readTable(checker, source.csv) : await jsonTable(checker, source.rows);
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
    dryRun,
    status: dryRun ? 'completed' : 'running',
    total: rows.length,
    ...countsOf(rows),
    createdAt,
  });
}

async function readTable(checker: RowChecker, csv: Buffer): Promise<Table> {
  let columns: Column[] | undefined;
  const rows: { cells: readonly string[]; checked: CheckedRow }[] = [];
  const breathe = yieldEvery10ms();
  for await (const cells of readCsv(csv)) {
    await breathe();
    if (columns === undefined) columns = readHeader(cells);
    else rows.push({ cells, checked: await checkCells(checker, columns, cells) });
  }
  const fileHash = await hashOf(csv);
  return { source: 'csv', fileHash, columns: (columns ?? []).map(({ name }) => name), rows };
}

function readHeader(header: readonly string[]): Column[] {
  const { columns, errors } = columnsOf(header);
  if (errors.length > 0) throw invalid(errors.slice(0, 50));
  return columns;
}

async function checkCells(
  checker: RowChecker,
  columns: readonly Column[],
  cells: readonly string[],
): Promise<CheckedRow> {
  const named = rowOf(columns, cells, []).row['program'];
  const program = await checker.program(named);
  const { row, errors } = rowOf(columns, cells, program?.customFields ?? []);
  return errors.length > 0 ? { errors } : checker.check(row);
}

async function jsonTable(
  checker: RowChecker,
  rows: Extract<ImportSource, { rows: unknown }>['rows'],
): Promise<Table> {
  if (rows.length > IMPORT_LIMITS.rows) throw tooManyRows();
  const wide = rows.findIndex((row) => Object.keys(row).length > IMPORT_LIMITS.columns);
  if (wide >= 0) throw tooManyColumns(wide + 1);
  const table = tableOf(rows, IMPORT_LIMITS.columns);
  if (table === undefined) throw tooManyColumns(0);
  const { columns, cells } = table;
  const breathe = yieldEvery10ms();
  const checked: Table['rows'][number][] = [];
  for (const [index, row] of rows.entries()) {
    await breathe();
    checked.push({ cells: cells[index] ?? [], checked: await checker.check(row) });
  }
  const fileHash = createHash('sha256').update(canonicalJson(rows)).digest('hex');
  return { source: 'json', fileHash, columns, rows: checked };
}

const PIECE_BYTES = 1024 * 1024;

async function hashOf(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256');
  const breathe = yieldEvery10ms();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    hash.update(bytes.subarray(at, at + PIECE_BYTES));
    await breathe();
  }
  return hash.digest('hex');
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
    problems: isValid ? [] : checked.errors.map(({ pointer, detail }) => ({ pointer, detail })),
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
