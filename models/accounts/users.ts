import {
  anyOf,
  collection,
  findOne,
  insertOnce,
  isDuplicateKey,
  storeOf,
  updateOne,
} from '../mongo/collection';
import { parseEmailAddress } from '../../domain/email-address';
import type { Theme } from '../../domain/accounts/preferences';
import { newId } from '../../domain/ids';
import { verifyPassword } from '../../domain/security/passwords';

export interface UserDoc {
  readonly _id: string;
  /** As typed; the only form mail goes to. */
  readonly email: string;
  readonly emailKey: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phoneNumber: string | null;
  /** The language of pages and e-mails; null or absent where nobody chose one. */
  readonly locale?: string | null;
  readonly theme?: Theme | null;
  /** Null until the user set one. */
  readonly passwordHash: string | null;
  /** Raised by every new password and every reset; older set-password links are dead. */
  readonly passwordVersion: number;
  /**
   * Raised by every new password, not by asking for a link. Sessions and API keys carry the one of the user who was
   * authenticated and are dead under another one; absent in older users, which is 0.
   */
  readonly accessEpoch?: number;
  /** The epoch whose API keys an own change of the password is carrying over at this moment, if it is. */
  readonly keptEpoch?: number | null;
  /** When the version was raised: its set-password link lives {@link SET_PASSWORD_LINK_MS} from then on. */
  readonly passwordVersionAt: Date;
  readonly status: 'active' | 'disabled';
  /** The invitation that made the user; null for one that was made directly. */
  readonly createdBy: string | null;
  /** The invitation that brought a user without any membership back; null, or absent in older ones, otherwise. */
  readonly revivedBy?: string | null;
  readonly createdAt: Date;
}

export interface NewUser {
  readonly _id?: string;
  readonly email: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phoneNumber?: string | null;
  readonly passwordHash?: string | null;
  readonly createdBy?: string | null;
}

/** Life of a set-password link, in milliseconds. */
export const SET_PASSWORD_LINK_MS = 3 * 24 * 60 * 60 * 1000;

/** How long a process may take from making somebody to the membership that was the reason. */
const MAKING_MS = 60_000;

/** Whether somebody without any membership may be on the way into an account this very moment. */
export function isBeingMade({ status, passwordVersionAt }: UserDoc): boolean {
  return status === 'active' && passwordVersionAt.getTime() > Date.now() - MAKING_MS;
}

export type UserChanges = Partial<
  Pick<UserDoc, 'firstName' | 'lastName' | 'phoneNumber' | 'status' | 'locale' | 'theme'>
>;

export const userModel = collection<UserDoc>(
  'users',
  {
    email: String,
    emailKey: String,
    firstName: String,
    lastName: String,
    phoneNumber: String,
    locale: String,
    theme: String,
    passwordHash: String,
    passwordVersion: Number,
    passwordVersionAt: Date,
    accessEpoch: Number,
    keptEpoch: Number,
    status: String,
    createdBy: String,
    revivedBy: String,
    createdAt: Date,
  },
  [
    // One user per address; sign-in and "is this address known" read by it.
    { keys: { emailKey: 1 }, unique: true },
    // Compensation removes what an invitation made.
    { keys: { createdBy: 1 } },
  ],
);

/** People. An address belongs to one user at most. */
export class UserStore extends storeOf(userModel) {
  /**
   * Creates the user, or returns who holds the address already. With an `_id` that exists the stored user
   * is answered.
   *
   * @throws RangeError when the address is none; callers validate first
   */
  async create(
    user: NewUser,
  ): Promise<{ ok: true; created: boolean; user: UserDoc } | { ok: false; holder: UserDoc }> {
    const doc = newUserDoc(user);
    try {
      if (await insertOnce(this.model, doc)) return { ok: true, created: true, user: doc };
      return { ok: true, created: false, user: (await this.find(doc._id)) ?? doc };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const holder = await this.findByEmailKey(doc.emailKey);
      if (holder === undefined) throw error;
      return holder._id === doc._id ? { ok: true, created: false, user: holder } : { ok: false, holder };
    }
  }

  async find(id: string): Promise<UserDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  /** The key is that of `parseEmailAddress`. */
  async findByEmailKey(emailKey: string): Promise<UserDoc | undefined> {
    return findOne(this.model, { emailKey });
  }

  async findMany(ids: readonly string[]): Promise<UserDoc[]> {
    return this.model.find({ _id: anyOf(ids) }).lean<UserDoc[]>();
  }

  /**
   * The active user with this address and password; `undefined` otherwise. Unknown users, users without a
   * password and wrong passwords take the same time.
   */
  async authenticate(email: string, password: string): Promise<UserDoc | undefined> {
    const address = parseEmailAddress(email);
    const user = address && (await this.findByEmailKey(address.key));
    const right = await verifyPassword(password, user?.passwordHash);
    return right && user?.status === 'active' ? user : undefined;
  }

  async update(id: string, changes: UserChanges): Promise<UserDoc | undefined> {
    return updateOne(this.model, { _id: id }, { $set: { ...changes } });
  }

  /**
   * Sets the password once per version, and with the same write ends every session and API key; those of the
   * epoch `keptEpoch` are kept for now. False when the version is not the current one (link used before).
   */
  async setPassword(
    id: string,
    passwordVersion: number,
    passwordHash: string,
    keptEpoch: number | null = null,
  ): Promise<boolean> {
    const result = await this.model.updateOne(
      { _id: id, passwordVersion },
      {
        $set: { passwordHash, keptEpoch, passwordVersionAt: new Date() },
        $inc: { passwordVersion: 1, accessEpoch: 1 },
      },
    );
    return result.modifiedCount === 1;
  }

  /** Ends what {@link setPassword} kept, unless another password came in between. */
  async endKeptEpoch(id: string, accessEpoch: number): Promise<void> {
    await this.model.updateOne({ _id: id, accessEpoch }, { $set: { keptEpoch: null } });
  }

  /** Kills every set-password link sent so far and returns the version for a new one. */
  async raisePasswordVersion(id: string): Promise<number | undefined> {
    const raise = { $set: { passwordVersionAt: new Date() }, $inc: { passwordVersion: 1 } };
    return (await updateOne(this.model, { _id: id }, raise))?.passwordVersion;
  }

  /**
   * Brings back a user without any membership as a new person: active, under this name and password, with
   * older set-password links, sessions and API keys dead. False when somebody else has changed the user since it was read.
   */
  async revive(
    { _id, passwordVersion }: Pick<UserDoc, '_id' | 'passwordVersion'>,
    as: Pick<UserDoc, 'firstName' | 'lastName' | 'passwordHash'> & {
      readonly phoneNumber?: string | null;
      /** The invitation that brings the user back; none where a membership was offered. */
      readonly invitationId?: string;
    },
  ): Promise<boolean> {
    const { invitationId = null, ...person } = as;
    const result = await this.model.updateOne(
      { _id, passwordVersion },
      {
        $set: {
          ...person,
          status: 'active',
          revivedBy: invitationId,
          keptEpoch: null,
          passwordVersionAt: new Date(),
        },
        $inc: { passwordVersion: 1, accessEpoch: 1 },
      },
    );
    return result.modifiedCount === 1;
  }

  /** Removes the user only if that invitation made it and no other one has brought it back since. */
  async removeCreatedBy(invitationId: string, id: string): Promise<void> {
    await this.model.deleteOne({ _id: id, createdBy: invitationId, revivedBy: null });
  }

  /** Takes back what {@link revive} did; the password that was there before is not kept. */
  async disableRevivedBy(invitationId: string, id: string): Promise<void> {
    await this.model.updateOne(
      { _id: id, revivedBy: invitationId },
      { $set: { status: 'disabled', passwordHash: null, revivedBy: null } },
    );
  }
}

function newUserDoc(user: NewUser): UserDoc {
  const address = parseEmailAddress(user.email);
  if (address === undefined) throw new RangeError('The e-mail address of a new user is not valid.');
  const now = new Date();
  return {
    _id: user._id ?? newId('usr'),
    email: address.typed,
    emailKey: address.key,
    firstName: user.firstName ?? null,
    lastName: user.lastName ?? null,
    phoneNumber: user.phoneNumber ?? null,
    passwordHash: user.passwordHash ?? null,
    passwordVersion: 1,
    passwordVersionAt: now,
    status: 'active',
    createdBy: user.createdBy ?? null,
    revivedBy: null,
    createdAt: now,
  };
}
