import {
  between,
  collection,
  counted,
  findOne,
  insertOnce,
  isDuplicateKey,
  part,
  storeOf,
} from '../mongo/collection';
import { newId } from '../../domain/ids';
import type { Scope } from '../../domain/accounts/roles';
import { randomSecret, sha256 } from '../../domain/security/secrets';

const PREFIX = 'usher_';
const VISIBLE_CHARS = PREFIX.length + 6;

/** A use within this time of the noted one is not written down again. */
const NOTED_FOR_MS = 60_000;

/** What a rotated key was until then; it opens the same for a while. */
export interface OldApiKey {
  readonly prefix: string;
  readonly hash: string;
  readonly validUntil: Date;
  readonly lastUsedAt: Date | null;
}

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
  /** When it last opened something, to the minute; absent in keys that did not since this is noted. */
  readonly lastUsedAt?: Date | null;
  /** The key that the last rotation replaced; absent in keys that were never rotated. */
  readonly old?: OldApiKey | null;
  readonly rotatedAt?: Date | null;
  /** When administrators were told that it ends; absent and null: not yet. */
  readonly expiryToldAt?: Date | null;
}

/** How a key is rotated: until when the old one opens too, and until when the new one does. */
export interface Rotation {
  readonly oldValidUntil: Date;
  readonly expiresAt: Date | null;
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
    lastUsedAt: Date,
    old: part({ prefix: String, hash: String, validUntil: Date, lastUsedAt: Date }),
    rotatedAt: Date,
    expiryToldAt: Date,
  },
  [
    // Every request with a key.
    { keys: { hash: 1 }, unique: true },
    // Every request with a key that was replaced a while ago.
    { keys: { 'old.hash': 1 } },
    // Keys of an account.
    { keys: { accountId: 1, createdAt: -1 } },
    // Keys of a user, all over, when a password is set by link.
    { keys: { userId: 1 } },
    // Those that end soon.
    { keys: { expiresAt: 1 } },
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

  /** The account's own key that was not revoked. */
  async find(accountId: string, id: string): Promise<ApiKeyDoc | undefined> {
    return findOne(this.model, { _id: id, accountId, revokedAt: null });
  }

  /**
   * Replaces the key and returns the new one in clear, for the only time. The old one opens until the given instant;
   * one that was still open from a rotation before is dead. `undefined` where there is none that was not revoked.
   */
  async rotate(
    accountId: string,
    id: string,
    { oldValidUntil, expiresAt }: Rotation,
  ): Promise<{ key: string; apiKey: ApiKeyDoc } | undefined> {
    for (;;) {
      const current = await this.find(accountId, id);
      if (current === undefined) return undefined;
      const { prefix, hash, lastUsedAt = null, expiresAt: ends } = current;
      const validUntil = ends !== null && ends < oldValidUntil ? ends : oldValidUntil;
      const key = newApiKey();
      const changes = {
        prefix: key.slice(0, VISIBLE_CHARS),
        hash: sha256(key),
        expiresAt,
        lastUsedAt: null,
        rotatedAt: new Date(),
        expiryToldAt: null,
        old: { prefix, hash, validUntil, lastUsedAt },
      };
      const same = { _id: id, accountId, hash, revokedAt: null };
      const { modifiedCount } = await this.model.updateOne(same, { $set: changes });
      if (modifiedCount === 1) return { key, apiKey: { ...current, ...changes } };
    }
  }

  /** Notes that the key, or the old one of that hash, opened something; about once a minute, however busy it is. */
  async noteUse({ _id, hash, lastUsedAt, old }: ApiKeyDoc, usedHash: string, now: Date): Promise<void> {
    const isOld = old != null && usedHash === old.hash && usedHash !== hash;
    const noted = (isOld ? old.lastUsedAt : lastUsedAt) ?? null;
    const since = new Date(now.getTime() - NOTED_FOR_MS);
    if (noted !== null && noted > since) return;
    const name = isOld ? 'old.lastUsedAt' : 'lastUsedAt';
    const unchanged = { _id, [isOld ? 'old.hash' : 'hash']: usedHash, [name]: noted };
    await this.model.updateOne(unchanged as never, { $set: { [name]: now } });
  }

  /** Whether the account has a key of that ID; it is dead from now on. */
  async revoke(accountId: string, id: string): Promise<boolean> {
    const result = await this.model.updateOne(
      { _id: id, accountId, revokedAt: null },
      { $set: { revokedAt: new Date() } },
    );
    return result.modifiedCount === 1 || (await this.model.exists({ _id: id, accountId })) !== null;
  }

  /** Across accounts: keys that end between the two instants, the first ones first, of which nobody was told yet. */
  async endingUntold(from: Date, to: Date, limit: number): Promise<ApiKeyDoc[]> {
    const ending = { expiresAt: between(from, to), revokedAt: null, expiryToldAt: null };
    return this.model.find(ending).sort({ expiresAt: 1, _id: 1 }).limit(limit).lean<ApiKeyDoc[]>();
  }

  /** Notes that people were told when the key ends, unless it was rotated meanwhile. */
  async noteExpiryTold({ _id, hash }: Pick<ApiKeyDoc, '_id' | 'hash'>, at: Date): Promise<void> {
    await this.model.updateOne({ _id, hash }, { $set: { expiryToldAt: at } });
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
