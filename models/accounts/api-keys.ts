import { collection, counted, insertOnce, isDuplicateKey, storeOf } from '../mongo/collection';
import { newId } from '../../domain/ids';
import type { Scope } from '../../domain/accounts/roles';
import { randomSecret, sha256 } from '../../domain/security/secrets';

const PREFIX = 'usher_';
const VISIBLE_CHARS = PREFIX.length + 6;

export interface ApiKeyDoc {
  readonly _id: string;
  readonly accountId: string;
  /** The user the key acts as. */
  readonly userId: string;
  readonly name: string;
  /** First characters of the key, to tell keys apart. */
  readonly prefix: string;
  /** SHA-256 of the key; the key itself is kept nowhere. */
  readonly hash: string;
  /** Narrows what the user's role allows; null for all of it. */
  readonly scopes: readonly Scope[] | null;
  /** That of the user who was authenticated when it was made; absent in older keys, which is 0. */
  readonly accessEpoch?: number;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
}

export interface NewApiKey {
  readonly accountId: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes?: readonly Scope[] | null | undefined;
  readonly accessEpoch?: number | undefined;
  readonly expiresAt?: Date | null | undefined;
}

export const apiKeyModel = collection<ApiKeyDoc>(
  'api_keys',
  {
    accountId: String,
    userId: String,
    name: String,
    prefix: String,
    hash: String,
    scopes: { type: [String], default: undefined },
    accessEpoch: Number,
    expiresAt: Date,
    revokedAt: Date,
    createdAt: Date,
  },
  [
    // Every request with a key.
    { keys: { hash: 1 }, unique: true },
    // Keys of an account.
    { keys: { accountId: 1, createdAt: -1 } },
    // Keys of a user, all over, when a password is set by link.
    { keys: { userId: 1 } },
  ],
);

/** Whether the text can be a key at all, before anything is looked up. */
export const looksLikeApiKey = (text: string): boolean => /^usher_[A-Za-z0-9_-]{43}$/.test(text);

/** A new key; it is shown once. */
export const newApiKey = (): string => PREFIX + randomSecret();

/** API keys, by hash. */
export class ApiKeyStore extends storeOf(apiKeyModel) {
  /** Makes a key and returns it in clear, for the only time. */
  async create(input: NewApiKey): Promise<{ key: string; apiKey: ApiKeyDoc }> {
    const key = newApiKey();
    return { key, apiKey: await this.adopt(key, input) };
  }

  /** Stores a key that the caller made; the same key again returns the stored one. */
  async adopt(key: string, input: NewApiKey): Promise<ApiKeyDoc> {
    const doc: ApiKeyDoc = {
      _id: newId('key'),
      accountId: input.accountId,
      userId: input.userId,
      name: input.name,
      prefix: key.slice(0, VISIBLE_CHARS),
      hash: sha256(key),
      scopes: input.scopes ?? null,
      accessEpoch: input.accessEpoch ?? 0,
      expiresAt: input.expiresAt ?? null,
      revokedAt: null,
      createdAt: new Date(),
    };
    try {
      await insertOnce(this.model, doc);
      return doc;
    } catch (error) {
      const known = isDuplicateKey(error)
        ? await this.model.findOne({ hash: doc.hash }).lean<ApiKeyDoc>()
        : null;
      if (known === null) throw error;
      return known;
    }
  }

  /** Newest first, revoked ones included. */
  async list(accountId: string): Promise<ApiKeyDoc[]> {
    return this.model.find({ accountId }).sort({ createdAt: -1, _id: -1 }).lean<ApiKeyDoc[]>();
  }

  /** Whether the account has a key of that ID; it is dead from now on. */
  async revoke(accountId: string, id: string): Promise<boolean> {
    const result = await this.model.updateOne(
      { _id: id, accountId, revokedAt: null },
      { $set: { revokedAt: new Date() } },
    );
    return result.modifiedCount === 1 || (await this.model.exists({ _id: id, accountId })) !== null;
  }

  /** Lets the keys that were good until the user's own change of the password go on. */
  async carryOver(userId: string, from: number, to: number): Promise<void> {
    await this.model.updateMany({ userId, accessEpoch: counted(from) }, { $set: { accessEpoch: to } });
  }

  /** Revokes all keys that act as the user, in every account. */
  async revokeEverywhereOf(userId: string): Promise<void> {
    await this.model.updateMany({ userId, revokedAt: null }, { $set: { revokedAt: new Date() } });
  }

  /** Revokes all keys that act as the user in the account. */
  async revokeOfUser(accountId: string, userId: string): Promise<void> {
    await this.model.updateMany({ accountId, userId, revokedAt: null }, { $set: { revokedAt: new Date() } });
  }
}
