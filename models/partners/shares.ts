import type { Connection } from 'mongoose';
import { provisionedId, type Actor } from '../../workflows/contract';
import type { AccountStore } from '../accounts/accounts';
import { anyOf, collection, insertOnce, storeOf } from '../mongo/collection';
import { BY_USHER, type NewPartnershipEvent, type PartnershipEventStore } from './partnership-events';
import type { PartnershipDoc, PartnershipStore } from './partnerships';
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
  readonly accountId: string;
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
    // Partners who see a folder.
    { keys: { folderId: 1 } },
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
      readonly partnershipEvents: PartnershipEventStore;
      readonly partnerships: PartnershipStore;
      readonly workspaces: WorkspaceStore;
    },
  ) {
    super(connection);
  }

  /**
   * Shares folders for somebody, or for an invitation; shares that exist stay as they are. Webhooks are told of
   * what is new, unless the very invitation made the partnership: then that is the news.
   */
  async share(
    partnership: Pick<PartnershipDoc, '_id' | 'invitationId'>,
    folderIds: readonly string[],
    by: { readonly actor: Actor; readonly invitationId: string | null },
  ): Promise<void> {
    const shared = new Set((await this.ofPartnership(partnership._id)).map(({ folderId }) => folderId));
    const added = [...new Set(folderIds)].filter((folderId) => !shared.has(folderId));
    if (added.length === 0) return;
    const addAll = async () => {
      const made = [];
      for (const folderId of added) made.push(await this.add(partnership._id, folderId, by.invitationId));
      return made.includes(true);
    };
    if (partnership.invitationId === by.invitationId) await addAll();
    else await this.told(partnership._id, { ...by, added }, addAll);
  }

  /** Shares the folder without telling anybody; returns whether it was not shared before. */
  async add(partnershipId: string, folderId: string, createdBy: string | null): Promise<boolean> {
    const _id = `${partnershipId}:${folderId}`;
    return insertOnce(this.model, { _id, partnershipId, folderId, createdBy, createdAt: new Date() });
  }

  async ofPartnership(partnershipId: string): Promise<ShareDoc[]> {
    return this.model.find({ partnershipId }).sort({ _id: 1 }).lean<ShareDoc[]>();
  }

  /** With whichever partners, inactive ones included; the caller has made sure whose folder it is. */
  async ofFolder(folderId: string): Promise<ShareDoc[]> {
    return this.model.find({ folderId }).sort({ _id: 1 }).lean<ShareDoc[]>();
  }

  /** Withdraws the share; returns whether there was one. */
  async remove(partnershipId: string, folderId: string, actor: Actor): Promise<boolean> {
    const _id = `${partnershipId}:${folderId}`;
    if ((await this.model.exists({ _id })) === null) return false;
    return this.told(
      partnershipId,
      { actor, invitationId: null, withdrawn: [folderId] },
      async () => (await this.model.deleteOne({ _id })).deletedCount === 1,
    );
  }

  /** The folder, if one of the account's active partners shares it with the account now. */
  async findShared(partnerAccountId: string, folderId: string): Promise<SharedFolder | undefined> {
    const partnerships = await this.others.partnerships.activeOf(partnerAccountId);
    const ids = partnerships.map(({ _id }) => `${_id}:${folderId}`);
    const share = await this.model.exists({ _id: anyOf(ids) });
    if (share === null) return undefined;
    const [folder] = await this.others.workspaces.findFolders([folderId]);
    if (folder === undefined) return undefined;
    const from = (await this.others.accounts.find(folder.accountId))?.name ?? '';
    return { folderId, name: folder.name, accountId: folder.accountId, from, records: [] };
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
      accountId: folder.accountId,
      from: nameOf.get(folder.accountId) ?? '',
      records: records.filter((record) => record.folderId === folder._id),
    }));
  }

  /** Takes back what an invitation shared. */
  async removeCreatedBy(invitationId: string): Promise<void> {
    const shares = await this.model.find({ createdBy: invitationId }).lean<ShareDoc[]>();
    for (const partnershipId of new Set(shares.map((share) => share.partnershipId))) {
      const own = shares.filter((share) => share.partnershipId === partnershipId);
      const withdrawn = own.map(({ folderId }) => folderId);
      const removeAll = async () =>
        (await this.model.deleteMany({ createdBy: invitationId, partnershipId })).deletedCount > 0;
      const isItsOwn = partnershipId === provisionedId('prt', invitationId);
      if (isItsOwn) await removeAll();
      else await this.told(partnershipId, { actor: BY_USHER, invitationId, withdrawn }, removeAll);
    }
  }

  private told(
    partnershipId: string,
    about: Omit<NewPartnershipEvent, 'partnershipId' | 'type'>,
    change: () => Promise<boolean>,
  ): Promise<boolean> {
    const event = { ...about, partnershipId, type: 'shares_changed' } as const;
    return this.others.partnershipEvents.around(event, change);
  }
}
