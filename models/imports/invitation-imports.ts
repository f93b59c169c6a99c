import {
  type CloseImportInput,
  type ImportCounts,
  type ImportStatus,
  type ImportWorkflowInput,
} from '../../workflows/contract';
import { collection, findOne, insertOnce, lt, storeOf } from '../mongo/collection';
import { pageOf, type Page, type PageQuery } from '../mongo/page';

/** An uploaded file; its rows are documents of their own. */
export interface InvitationImportDoc extends ImportCounts {
  readonly _id: string;
  readonly accountId: string;
  readonly inviterId: string;
  readonly source: 'csv' | 'json';
  /** SHA-256 of the file, or of the canonical JSON: names the same invitations when it comes again. */
  readonly fileHash: string;
  /** What the columns fill, in the order of the file. */
  readonly columns: readonly string[];
  /** Their names in the file, where these are other ones. */
  readonly header?: readonly string[];
  /** What a CSV file was read as. */
  readonly encoding?: string | null;
  /** Rows without any content, which are passed over. */
  readonly blank?: number;
  /** Nobody was invited; results say what would have become of the rows. */
  readonly dryRun: boolean;
  readonly status: ImportStatus;
  /** Number of the newest batch whose progress is in the counts. */
  readonly seq: number;
  readonly total: number;
  /** Set while rows wait for the next day's allowance of e-mails. */
  readonly heldUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly endedAt: Date | null;
}

/** Real MongoDB forgets imports and their rows after this; the invitations stay. */
export const IMPORTS_KEPT_SECONDS = 90 * 24 * 3600;

export const invitationImportModel = collection<InvitationImportDoc>(
  'invitation_imports',
  {
    accountId: String,
    inviterId: String,
    source: String,
    fileHash: String,
    columns: [String],
    header: [String],
    encoding: String,
    blank: Number,
    dryRun: Boolean,
    status: String,
    seq: Number,
    total: Number,
    created: Number,
    alreadyInvited: Number,
    alreadyPartner: Number,
    invalid: Number,
    heldUntil: Date,
    createdAt: Date,
    updatedAt: Date,
    endedAt: Date,
  },
  [
    // An account's imports, newest first.
    { keys: { accountId: 1, createdAt: -1, _id: -1 } },
    // The reconciler looks for workflows that never started or were ended by hand.
    { keys: { status: 1, updatedAt: 1 } },
    { keys: { createdAt: 1 }, expireAfterSeconds: IMPORTS_KEPT_SECONDS },
  ],
);

export type NewImport = Omit<InvitationImportDoc, 'seq' | 'heldUntil' | 'updatedAt' | 'endedAt'>;

/** Imports: who uploaded what, and how far it is. */
export class InvitationImportStore extends storeOf(invitationImportModel) {
  /** Stores a new import, after its rows: whoever finds it finds them. Safe to repeat. */
  async create(input: NewImport): Promise<InvitationImportDoc> {
    const isOver = input.status !== 'running';
    const { createdAt } = input;
    const doc = {
      ...input,
      seq: 0,
      heldUntil: null,
      updatedAt: createdAt,
      endedAt: isOver ? createdAt : null,
    };
    await insertOnce(this.model, doc);
    return doc;
  }

  /** The account's own import. */
  async find(accountId: string, id: string): Promise<InvitationImportDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  /** Across accounts: for the workflow's side only. */
  async findById(id: string): Promise<InvitationImportDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  /**
   * One page of an account's imports.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(accountId: string, query: PageQuery): Promise<Page<InvitationImportDoc>> {
    return pageOf(this.model, [{ accountId }], { createdAt: 'createdAt' }, query);
  }

  /** Imports that run and that nobody wrote to since, oldest first. */
  async findQuiet(olderThanMs: number, limit: number): Promise<InvitationImportDoc[]> {
    const before = new Date(Date.now() - olderThanMs);
    return this.model
      .find({ status: 'running', updatedAt: lt(before) })
      .sort({ updatedAt: 1 })
      .limit(limit)
      .lean<InvitationImportDoc[]>();
  }

  /** Writes how far a running import is; an older batch than the newest one written changes nothing. */
  async progress(id: string, seq: number, counts: ImportCounts, heldUntil: Date | null): Promise<void> {
    await this.model.updateOne(
      { _id: id, status: 'running', seq: lt(seq) },
      { $set: { seq, ...counts, heldUntil, updatedAt: new Date() } },
    );
  }

  /** Ends a running import; the first end stays, its counts may be corrected. */
  async close({ importId, status }: CloseImportInput, counts: ImportCounts): Promise<void> {
    const now = new Date();
    const set = { ...counts, heldUntil: null, updatedAt: now };
    await this.model.updateOne(
      { _id: importId, status: 'running' },
      { $set: { ...set, status, endedAt: now } },
    );
    await this.model.updateOne({ _id: importId, status }, { $set: set });
  }
}

/** What the workflow of an import is started with. */
export function importInputOf(doc: InvitationImportDoc): ImportWorkflowInput {
  return { importId: doc._id, accountId: doc.accountId, total: doc.total, invalid: doc.invalid };
}
