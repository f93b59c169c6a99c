import { MOST_VIEWS, VIEW_MEMBERS, type ViewList, type ViewQuery } from '../../domain/invitations/saved-view';
import { defined } from '../../domain/defined';
import {
  anyOf,
  collection,
  findOne,
  insertOnce,
  isDuplicateKey,
  part,
  storeOf,
  updateOne,
} from '../mongo/collection';
import { searchKey } from '../invitations/invitation-document';

/** A list as somebody wants to find it again: its filter, order and columns under a name. */
export interface SavedViewDoc {
  readonly _id: string;
  readonly accountId: string;
  /** Whose it is; null: everybody's in the account. */
  readonly holder: string | null;
  /** One name is one view of a list, for whoever holds it. */
  readonly nameKey: string;
  readonly name: string;
  readonly list: ViewList;
  readonly query: ViewQuery;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a view is made or changed to. */
export interface ViewChanges {
  readonly name?: string | undefined;
  readonly holder?: string | null;
  readonly query?: ViewQuery | undefined;
}

/** Why a view was not kept: its holder has one of the name, or as many as there may be. */
export type ViewRefusal = 'taken' | 'full';

const savedViewModel = collection<SavedViewDoc>(
  'saved_views',
  {
    accountId: String,
    holder: String,
    nameKey: String,
    name: String,
    list: String,
    query: part(Object.fromEntries(VIEW_MEMBERS.map((member) => [member, String]))),
    createdBy: String,
    createdAt: Date,
    updatedAt: Date,
  },
  [
    { keys: { nameKey: 1 }, unique: true },
    // All that somebody sees: their own and those of the account.
    { keys: { accountId: 1, holder: 1 } },
  ],
);

type Named = Pick<SavedViewDoc, 'accountId' | 'holder' | 'list' | 'name'>;
const nameKeyOf = ({ accountId, holder, list, name }: Named) =>
  [accountId, holder ?? '', list, searchKey(name)].join(':');

/** Saved views of the lists: each person's own ones, and those that an account shares. */
export class SavedViewStore extends storeOf(savedViewModel) {
  /** What the user sees in the account, by name. */
  async visible(accountId: string, userId: string): Promise<SavedViewDoc[]> {
    const found = await this.model.find({ accountId, holder: anyOf([userId, null]) }).lean<SavedViewDoc[]>();
    return found.sort((a, b) => (searchKey(a.name) < searchKey(b.name) ? -1 : 1));
  }

  /** One of {@link visible}. */
  find(accountId: string, userId: string, _id: string): Promise<SavedViewDoc | undefined> {
    return findOne(this.model, { _id, accountId, holder: anyOf([userId, null]) });
  }

  async add(
    accountId: string,
    view: Pick<SavedViewDoc, '_id' | 'holder' | 'list' | 'name' | 'query' | 'createdBy'>,
  ): Promise<SavedViewDoc | ViewRefusal> {
    const now = new Date();
    const times = { createdAt: now, updatedAt: now };
    const doc = { ...view, accountId, nameKey: nameKeyOf({ ...view, accountId }), ...times };
    return unlessTaken(async () => {
      const isNew = await insertOnce(this.model, doc);
      if (!isNew || (await this.fits(doc))) return doc;
      await this.model.deleteOne({ _id: doc._id });
      return 'full';
    });
  }

  /** The view as it is then; one that goes to another holder has to fit there. */
  async change(view: SavedViewDoc, changes: ViewChanges): Promise<SavedViewDoc | ViewRefusal | undefined> {
    const { accountId, _id } = view;
    const after = { ...view, ...defined(changes) };
    const { name, holder, query } = after;
    const set = { name, holder, query, nameKey: nameKeyOf(after), updatedAt: new Date() };
    return unlessTaken(async () => {
      const changed = await updateOne(this.model, { _id, accountId }, { $set: set });
      if (changed === undefined || holder === view.holder || (await this.fits(changed))) return changed;
      const { holder: back, nameKey } = view;
      await this.model.updateOne({ _id, accountId }, { $set: { holder: back, nameKey } });
      return 'full';
    });
  }

  /** Whether it was there. */
  async remove(accountId: string, _id: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id, accountId })).deletedCount === 1;
  }

  /** The user has left the account; what they shared stays. */
  async removeOfMember(accountId: string, userId: string): Promise<void> {
    await this.model.deleteMany({ accountId, holder: userId });
  }

  /** The address is erased from the account, so that no view may search for it. */
  async removeOfAddress(accountId: string, emailKey: string): Promise<void> {
    const views = await this.model.find({ accountId }).lean<SavedViewDoc[]>();
    const about = views.filter(({ name, query }) =>
      [name, query.search ?? ''].some((text) => searchKey(text).includes(emailKey)),
    );
    await this.model.deleteMany({ accountId, _id: anyOf(about.map(({ _id }) => _id)) });
  }

  /** Asked once it is stored, so that of two that come at once into the last place not both can stay. */
  private async fits({ accountId, holder }: SavedViewDoc): Promise<boolean> {
    return (await this.model.countDocuments({ accountId, holder })) <= MOST_VIEWS;
  }
}

/** A name is taken where the unique index says so, whoever came first. */
async function unlessTaken<T>(write: () => Promise<T>): Promise<T | 'taken'> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return 'taken';
    throw error;
  }
}
