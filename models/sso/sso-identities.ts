import { sha256 } from '../../domain/security/secrets';
import { collection, findOne, insertOnce, isDuplicateKey, storeOf } from '../mongo/collection';

/** Who somebody is at the identity provider of an account. */
export interface SsoIdentityDoc {
  /** SHA-256 of account, issuer and subject: what the issuer calls people is kept nowhere. */
  readonly _id: string;
  readonly accountId: string;
  /** `<accountId>:<userId>`, unique: nobody is two people at one provider. */
  readonly member: string;
  readonly userId: string;
  readonly createdAt: Date;
}

/** A subject of an issuer, in one account. */
export interface SsoSubject {
  readonly accountId: string;
  readonly issuer: string;
  readonly subject: string;
}

export const ssoIdentityModel = collection<SsoIdentityDoc>(
  'sso_identities',
  { accountId: String, member: String, userId: String, createdAt: Date },
  [
    // One identity per member, however many sign in at once.
    { keys: { member: 1 }, unique: true },
    // All of an account, when its provider changes.
    { keys: { accountId: 1 } },
  ],
);

const idOf = ({ accountId, issuer, subject }: SsoSubject) => sha256([accountId, issuer, subject].join('\n'));
const memberOf = (accountId: string, userId: string) => `${accountId}:${userId}`;

/** Bindings of subjects to users: after the first sign-in the subject counts, whatever address comes with it. */
export class SsoIdentityStore extends storeOf(ssoIdentityModel) {
  /** Whom the subject was bound to. */
  async userOf(subject: SsoSubject): Promise<string | undefined> {
    return (await findOne(this.model, { _id: idOf(subject) }))?.userId;
  }

  /** Whether the user is this subject from now on; false when they are another one, or it is somebody else. */
  async bind(subject: SsoSubject, userId: string): Promise<boolean> {
    const { accountId } = subject;
    const doc = {
      ...{ _id: idOf(subject), accountId, member: memberOf(accountId, userId), userId },
      createdAt: new Date(),
    };
    try {
      await insertOnce(this.model, doc);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
    return (await this.userOf(subject)) === userId;
  }

  /** Lets the user be bound anew; whether there was anything to forget. */
  async forget(accountId: string, userId: string): Promise<boolean> {
    return (await this.model.deleteOne({ member: memberOf(accountId, userId) })).deletedCount === 1;
  }

  async forgetAll(accountId: string): Promise<void> {
    await this.model.deleteMany({ accountId });
  }
}
