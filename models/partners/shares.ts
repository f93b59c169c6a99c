import type { Connection } from 'mongoose';
import type { AccountStore } from '../accounts/accounts';
import { anyOf, collection, insertOnce, storeOf } from '../mongo/collection';
import type { PartnershipStore } from './partnerships';
import type { RecordDoc, WorkspaceStore } from './workspaces';

/** Grant of one folder to the partner of one partnership. */
export interface ShareDoc {
  /** `<partnershipId>:<folderId>` */
  readonly _id: string;
  readonly partnershipId: string;
  readonly folderId: string;
  /** The invitation that made the share; null for one that was made directly. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

/** A folder under "Shared with me", with every record it holds now. */
export interface SharedFolder {
  readonly folderId: string;
  readonly name: string;
  /** Name of the account that shares it. */
  readonly from: string;
  readonly records: readonly RecordDoc[];
}

export const shareModel = collection<ShareDoc>(
  'shares',
  { partnershipId: String, folderId: String, createdBy: String, createdAt: Date },
  [
    // Folders of a partnership.
    { keys: { partnershipId: 1 } },
    // Compensation removes what an invitation made.
    { keys: { createdBy: 1 } },
  ],
);

/** Which folders are shared with whom; a share counts while its partnership is active. */
export class ShareStore extends storeOf(shareModel) {
  constructor(
    connection: Connection,
    private readonly others: {
      readonly accounts: AccountStore;
      readonly partnerships: PartnershipStore;
      readonly workspaces: WorkspaceStore;
    },
  ) {
    super(connection);
  }

  /** Shares the folder; a share that exists stays as it is. */
  async add(partnershipId: string, folderId: string, createdBy: string | null): Promise<void> {
    const createdAt = new Date();
    await insertOnce(this.model, {
      _id: `${partnershipId}:${folderId}`,
      partnershipId,
      folderId,
      createdBy,
      createdAt,
    });
  }

  async ofPartnership(partnershipId: string): Promise<ShareDoc[]> {
    return this.model.find({ partnershipId }).sort({ _id: 1 }).lean<ShareDoc[]>();
  }

  /** Withdraws the share; returns whether there was one. */
  async remove(partnershipId: string, folderId: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: `${partnershipId}:${folderId}` })).deletedCount === 1;
  }

  /** Everything shared with the account by its active partnerships, by folder name. */
  async sharedFolders(partnerAccountId: string): Promise<SharedFolder[]> {
    const partnerships = await this.others.partnerships.activeOf(partnerAccountId);
    const shares = await this.model
      .find({ partnershipId: anyOf(partnerships.map(({ _id }) => _id)) })
      .lean<ShareDoc[]>();
    const folderIds = [...new Set(shares.map(({ folderId }) => folderId))];
    const [folders, records, owners] = await Promise.all([
      this.others.workspaces.findFolders(folderIds),
      this.others.workspaces.listRecords(folderIds),
      this.others.accounts.findMany(partnerships.map(({ accountId }) => accountId)),
    ]);
    const nameOf = new Map(owners.map(({ _id, name }) => [_id, name]));
    return folders.map((folder) => ({
      folderId: folder._id,
      name: folder.name,
      from: nameOf.get(folder.accountId) ?? '',
      records: records.filter((record) => record.folderId === folder._id),
    }));
  }

  async removeCreatedBy(invitationId: string): Promise<void> {
    await this.model.deleteMany({ createdBy: invitationId });
  }
}
