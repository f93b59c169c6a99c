import { IMPORT_RESULTS, NO_ROWS, type ImportCounts, type ImportRowResult } from '../../workflows/contract';
import { anyOf, collection, part, storeOf } from '../mongo/collection';
import { derivedId } from '../../domain/ids';
import type { FieldError } from '../../domain/field-error';
import type { CheckedInvitation } from '../../domain/invitations/invite';
import { IMPORTS_KEPT_SECONDS } from './invitation-imports';
import { pageOf, type Page } from '../mongo/page';

export interface InvitationImportRowDoc {
  /** `<importId>:<number, six digits>`: sorts as the file does. */
  readonly _id: string;
  readonly importId: string;
  /** Counts from 1, the header aside. */
  readonly n: number;
  /** The row as it came in, one text per column of the import. */
  readonly cells: readonly string[];
  /** Null for a row that was invalid when it came in. */
  readonly input: CheckedInvitation | null;
  /** Normalised address; empty where there is none. */
  readonly emailKey: string;
  /** The invitation that the row becomes, the same whenever the same file comes. */
  readonly targetId: string;
  /** Null until it is known. */
  readonly result: ImportRowResult | null;
  /** The invitation that was made, or the one that was there before. */
  readonly invitationId: string | null;
  readonly problems: readonly FieldError[];
  readonly createdAt: Date;
}

/** What became of one row. */
export interface ImportRowOutcome {
  readonly id: string;
  readonly result: ImportRowResult;
  readonly invitationId?: string;
  readonly problems?: readonly FieldError[];
}

export const invitationImportRowModel = collection<InvitationImportRowDoc>(
  'invitation_import_rows',
  {
    importId: String,
    n: Number,
    cells: [String],
    // Checked by the schema of POST /v1/invitations when it came in.
    input: {},
    emailKey: String,
    targetId: String,
    result: String,
    invitationId: String,
    problems: [part({ pointer: String, detail: String, code: String, limit: {} })],
    createdAt: Date,
  },
  [
    // Rows of an import by their result, in order.
    { keys: { importId: 1, result: 1, _id: 1 } },
    // Erasure by address.
    { keys: { emailKey: 1 } },
    { keys: { createdAt: 1 }, expireAfterSeconds: IMPORTS_KEPT_SECONDS },
  ],
);

/** Rows per round trip. */
const CHUNK = 25;

/** The rows of imports. */
export class InvitationImportRowStore extends storeOf(invitationImportRowModel) {
  /** Stores the rows of a new import. */
  async add(rows: readonly InvitationImportRowDoc[]): Promise<void> {
    for (let start = 0; start < rows.length; start += CHUNK) {
      await this.model.insertMany(rows.slice(start, start + CHUNK), { ordered: false, lean: true });
    }
  }

  /** The rows from one number to another, in order. */
  async range(importId: string, from: number, to: number): Promise<InvitationImportRowDoc[]> {
    const ids = Array.from({ length: to - from + 1 }, (_, index) => importRowId(importId, from + index));
    // By ID alone, which every engine has an index for.
    const rows = await this.model.find({ _id: anyOf(ids) }).lean<InvitationImportRowDoc[]>();
    return rows.sort((a, b) => a.n - b.n);
  }

  /** Writes what became of rows; the same again changes nothing. */
  async settle(outcomes: readonly ImportRowOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await this.model.bulkWrite(
      outcomes.map(({ id, result, invitationId, problems }) => ({
        updateOne: {
          filter: { _id: id },
          update: { $set: { result, invitationId: invitationId ?? null, problems: [...(problems ?? [])] } },
        },
      })),
      { ordered: false },
    );
  }

  /** All rows of an import by what became of them. */
  async count(importId: string): Promise<ImportCounts> {
    const groups = await this.model.aggregate<{ _id: ImportRowResult | null; rows: number }>([
      { $match: { importId } },
      { $group: { _id: '$result', rows: { $sum: 1 } } },
    ]);
    const of = (result: ImportRowResult) => groups.find(({ _id }) => _id === result)?.rows ?? 0;
    const entries = IMPORT_RESULTS.map((result) => [result, of(result)] as const);
    return { ...NO_ROWS, ...Object.fromEntries(entries) };
  }

  /**
   * One page of rows in the order of the file; `pending` are those without a result.
   *
   * @throws InvalidPageError for a cursor that is none
   */
  async list(
    importId: string,
    result: ImportRowResult | 'pending' | undefined,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<InvitationImportRowDoc>> {
    const wanted = result === undefined ? {} : { result: result === 'pending' ? null : result };
    return pageOf(this.model, [{ importId, ...wanted }], { row: '_id' }, { sort: 'row', limit, cursor });
  }

  /** Forgets the rows of an import that never started. */
  async removeOf(importId: string): Promise<void> {
    await this.model.deleteMany({ importId });
  }

  /** Rows with the address, of every account's imports: the caller looks whose they are. */
  async ofAddress(emailKey: string): Promise<InvitationImportRowDoc[]> {
    if (emailKey === '') return [];
    return this.model.find({ emailKey }).sort({ _id: 1 }).lean<InvitationImportRowDoc[]>();
  }

  /** Clears everything personal of the rows; one that was not invited yet never will be. Safe to repeat. */
  async erase(ids: readonly string[]): Promise<void> {
    const rows = { _id: anyOf(ids) };
    await this.model.updateMany({ ...rows, result: null }, { $set: { result: 'invalid' } });
    await this.model.updateMany(rows, { $set: { cells: [], input: null, problems: [], emailKey: '' } });
  }
}

export const importRowId = (importId: string, n: number): string =>
  `${importId}:${String(n).padStart(6, '0')}`;

/** The ID of the invitation of one row: the same file of the same account names the same ones again. */
export const importedInvitationId = (accountId: string, fileHash: string, n: number): string =>
  derivedId('inv', `${accountId} ${fileHash} ${n}`);
