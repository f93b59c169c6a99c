import { anyOf, collection, findOne, insertOrFind, part, storeOf } from '../mongo/collection';
import { newId } from '../../domain/ids';
import { DEFAULT_MODULES, type Module } from '../../domain/programs/program';

export interface AccountDoc {
  readonly _id: string;
  readonly name: string;
  readonly country: string | null;
  readonly industry: string | null;
  readonly modules: readonly Module[];
  /** The invitation that made the account; null for one that was made directly. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

export interface NewAccount {
  readonly _id?: string;
  readonly name: string;
  readonly country?: string | null;
  readonly industry?: string | null;
  readonly modules?: readonly Module[];
  readonly createdBy?: string | null;
}

export const moduleFields = part({ key: String, name: String });

export const accountModel = collection<AccountDoc>(
  'accounts',
  {
    name: String,
    country: String,
    industry: String,
    modules: [moduleFields],
    createdBy: String,
    createdAt: Date,
  },
  // Compensation removes what an invitation made.
  [{ keys: { createdBy: 1 } }],
);

/** Organisations. Every method returns plain objects. */
export class AccountStore extends storeOf(accountModel) {
  /** Creates the account; with an `_id` that exists already it returns the stored one. */
  async create(account: NewAccount): Promise<AccountDoc> {
    const doc: AccountDoc = {
      _id: account._id ?? newId('acc'),
      name: account.name,
      country: account.country ?? null,
      industry: account.industry ?? null,
      modules: account.modules ?? DEFAULT_MODULES,
      createdBy: account.createdBy ?? null,
      createdAt: new Date(),
    };
    return insertOrFind(this.model, doc);
  }

  async find(id: string): Promise<AccountDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  async findMany(ids: readonly string[]): Promise<AccountDoc[]> {
    return this.model.find({ _id: anyOf(ids) }).lean<AccountDoc[]>();
  }

  /** Takes back an account that was just made and that nobody can have used yet. */
  async withdraw(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }

  /** Removes the account only if that invitation made it. */
  async removeCreatedBy(invitationId: string, id: string): Promise<void> {
    await this.model.deleteOne({ _id: id, createdBy: invitationId });
  }
}
