import type { Connection, Model } from 'mongoose';
import { anyOf, collection, findOne, insertOrFind, isDuplicateKey, updateOne } from '../mongo/collection';
import { newId } from '../../domain/ids';
import { pageOf, type Page, type PageQuery } from '../mongo/page';

export interface WorkspaceDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly name: string;
  /** The invitation that made the workspace; null for one that was made directly. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

export interface FolderDoc {
  readonly _id: string;
  readonly workspaceId: string;
  readonly accountId: string;
  readonly name: string;
  /** Lower case, so that names differ by more than case within a workspace. */
  readonly nameKey: string;
  readonly createdAt: Date;
}

export interface RecordDoc {
  readonly _id: string;
  readonly folderId: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Where it can be opened, besides its file. */
  readonly link: string | null;
  readonly createdAt: Date;
  /** Left out by records of before they could be changed. */
  readonly updatedAt?: Date;
}

/** What can be said of a record, and changed later. */
export type RecordInput = Pick<RecordDoc, 'name'> & Partial<Pick<RecordDoc, 'kind' | 'data' | 'link'>>;

/** Of a record that says nothing. */
export const DEFAULT_KIND = 'document';

/** Sort fields of records and the columns that carry them. */
const RECORD_COLUMNS = { createdAt: 'createdAt', name: 'name' } as const;
export const RECORD_SORT_FIELDS = Object.keys(RECORD_COLUMNS) as (keyof typeof RECORD_COLUMNS)[];

export interface RecordQuery extends Omit<PageQuery, 'sort'> {
  readonly accountId: string;
  readonly folderId: string;
  readonly sort?: string | undefined;
}

export const workspaceModel = collection<WorkspaceDoc>(
  'workspaces',
  { accountId: String, name: String, createdBy: String, createdAt: Date },
  // Workspaces of an account.
  [{ keys: { accountId: 1 } }],
);

export const folderModel = collection<FolderDoc>(
  'folders',
  { workspaceId: String, accountId: String, name: String, nameKey: String, createdAt: Date },
  // Folders of a workspace; one per name.
  [{ keys: { workspaceId: 1, nameKey: 1 }, unique: true }],
);

export const recordModel = collection<RecordDoc>(
  'records',
  {
    folderId: String,
    accountId: String,
    name: String,
    kind: String,
    // Beyond the fields of its kind it is up to the account.
    data: {},
    link: String,
    createdAt: Date,
    updatedAt: Date,
  },
  // Records of a folder, in order.
  [{ keys: { folderId: 1, createdAt: 1 } }],
);

/** Workspaces, their folders and records. Every read names the owning account, except those for sharing. */
export class WorkspaceStore {
  private readonly workspaces: Model<WorkspaceDoc>;
  private readonly folders: Model<FolderDoc>;
  private readonly records: Model<RecordDoc>;
  constructor(connection: Connection) {
    this.workspaces = workspaceModel(connection);
    this.folders = folderModel(connection);
    this.records = recordModel(connection);
  }

  /** With an `_id` that exists the stored one stays. */
  async create(input: {
    _id?: string;
    accountId: string;
    name: string;
    createdBy?: string;
  }): Promise<WorkspaceDoc> {
    const doc: WorkspaceDoc = {
      _id: input._id ?? newId('wsp'),
      accountId: input.accountId,
      name: input.name,
      createdBy: input.createdBy ?? null,
      createdAt: new Date(),
    };
    return insertOrFind(this.workspaces, doc);
  }

  async list(accountId: string): Promise<WorkspaceDoc[]> {
    return this.workspaces.find({ accountId }).sort({ createdAt: 1, _id: 1 }).lean<WorkspaceDoc[]>();
  }

  async find(accountId: string, id: string): Promise<WorkspaceDoc | undefined> {
    return findOne(this.workspaces, { _id: id, accountId });
  }

  /** The new folder; `undefined` when the workspace has one of that name, in whatever case. */
  async createFolder(input: {
    _id?: string;
    accountId: string;
    workspaceId: string;
    name: string;
  }): Promise<FolderDoc | undefined> {
    const name = input.name.normalize('NFKC').trim();
    const doc: FolderDoc = {
      ...input,
      _id: input._id ?? newId('fld'),
      name,
      nameKey: name.toLowerCase(),
      createdAt: new Date(),
    };
    try {
      return await insertOrFind(this.folders, doc);
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** The folder as it is then, or that the workspace has another one of that name; `undefined` where there is none. */
  async renameFolder(accountId: string, id: string, to: string): Promise<FolderDoc | 'taken' | undefined> {
    const name = to.normalize('NFKC').trim();
    try {
      return await updateOne(
        this.folders,
        { _id: id, accountId },
        { $set: { name, nameKey: name.toLowerCase() } },
      );
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  /** Removes a folder with its records; shares and files are for the caller to remove first. Safe to repeat. */
  async removeFolder(accountId: string, id: string): Promise<void> {
    await this.records.deleteMany({ accountId, folderId: id });
    await this.folders.deleteOne({ _id: id, accountId });
  }

  /** By name. */
  async listFolders(accountId: string, workspaceId: string): Promise<FolderDoc[]> {
    return this.folders.find({ accountId, workspaceId }).sort({ nameKey: 1 }).lean<FolderDoc[]>();
  }

  async findFolder(accountId: string, id: string): Promise<FolderDoc | undefined> {
    return findOne(this.folders, { _id: id, accountId });
  }

  /** Across accounts: the caller knows that the IDs were shared. By name. */
  async findFolders(ids: readonly string[]): Promise<FolderDoc[]> {
    return this.folders
      .find({ _id: anyOf(ids) })
      .sort({ nameKey: 1, _id: 1 })
      .lean<FolderDoc[]>();
  }

  async createRecord(
    input: Pick<RecordDoc, 'accountId' | 'folderId'> & { _id?: string } & RecordInput,
  ): Promise<RecordDoc> {
    const now = new Date();
    const doc: RecordDoc = {
      ...{ kind: DEFAULT_KIND, data: {}, link: null, createdAt: now, updatedAt: now },
      ...input,
      _id: input._id ?? newId('rec'),
    };
    return insertOrFind(this.records, doc);
  }

  /** Whoever may see it is for the caller to say. */
  async findRecord(id: string): Promise<RecordDoc | undefined> {
    return findOne(this.records, { _id: id });
  }

  /** The record as it is then; `undefined` when the account has no such one any more. */
  async changeRecord(
    accountId: string,
    id: string,
    changes: Partial<RecordInput>,
  ): Promise<RecordDoc | undefined> {
    return updateOne(this.records, { _id: id, accountId }, { $set: { ...changes, updatedAt: new Date() } });
  }

  /** Its file is for the caller to remove first. Safe to repeat. */
  async removeRecord(accountId: string, id: string): Promise<boolean> {
    return (await this.records.deleteOne({ _id: id, accountId })).deletedCount === 1;
  }

  /** Records of folders, oldest first; the caller has made sure that the folders may be read. */
  async listRecords(folderIds: readonly string[]): Promise<RecordDoc[]> {
    return this.records
      .find({ folderId: anyOf(folderIds) })
      .sort({ createdAt: 1, _id: 1 })
      .lean<RecordDoc[]>();
  }

  /**
   * One page of a folder's records, oldest first unless asked otherwise.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async pageOfRecords(query: RecordQuery): Promise<Page<RecordDoc>> {
    const { accountId, folderId, sort = 'createdAt', ...page } = query;
    return pageOf(this.records, [{ accountId, folderId }], RECORD_COLUMNS, { ...page, sort });
  }

  /** How many records each folder holds; folders without any are left out. */
  async countRecords(folderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const groups = await this.records.aggregate<{ _id: string; n: number }>([
      { $match: { folderId: { $in: [...folderIds] } } },
      { $group: { _id: '$folderId', n: { $sum: 1 } } },
    ]);
    return new Map(groups.map(({ _id, n }) => [_id, n]));
  }

  /** Removes the workspace only if that invitation made it. */
  async removeCreatedBy(invitationId: string, id: string): Promise<void> {
    await this.workspaces.deleteOne({ _id: id, createdBy: invitationId });
  }
}
