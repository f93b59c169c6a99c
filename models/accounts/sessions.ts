import {
  after,
  CLEARED_WHEN_EXPIRED,
  collection,
  counted,
  insertOnce,
  not,
  storeOf,
} from '../mongo/collection';
import { randomSecret, sha256 } from '../../domain/security/secrets';

export interface SessionDoc {
  /** SHA-256 of the token in the cookie. */
  readonly _id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly csrfToken: string;
  /** That of the user who was authenticated; absent in older sessions, which is 0. */
  readonly accessEpoch?: number;
  /** The account whose identity provider said who it is; absent in those that began with a password. */
  readonly ssoAccountId?: string | null;
  /** What the browser calls itself, for its user to tell sessions apart. */
  readonly browser?: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Life of a session, in milliseconds. */
export const SESSION_MS = 12 * 60 * 60 * 1000;

/** Who has more than these signs in by a program. */
const MAX_LISTED = 100;

export const sessionModel = collection<SessionDoc>(
  'sessions',
  {
    userId: String,
    accountId: String,
    csrfToken: String,
    accessEpoch: Number,
    ssoAccountId: String,
    browser: String,
    createdAt: Date,
    expiresAt: Date,
  },
  [
    // Sign-out everywhere.
    { keys: { userId: 1 } },
    CLEARED_WHEN_EXPIRED,
  ],
);

/** Sessions of the pages; the token itself is kept nowhere. */
export class SessionStore extends storeOf(sessionModel) {
  /** Begins a session and returns the token for the cookie, for the only time. */
  async create(input: {
    userId: string;
    accountId: string;
    accessEpoch?: number | undefined;
    ssoAccountId?: string | null | undefined;
    browser?: string | null | undefined;
    lifeMs?: number;
  }): Promise<{ token: string; session: SessionDoc }> {
    const token = randomSecret();
    const now = Date.now();
    const session: SessionDoc = {
      _id: sha256(token),
      userId: input.userId,
      accountId: input.accountId,
      csrfToken: randomSecret(),
      accessEpoch: input.accessEpoch ?? 0,
      ssoAccountId: input.ssoAccountId ?? null,
      browser: input.browser ?? null,
      createdAt: new Date(now),
      expiresAt: new Date(now + (input.lifeMs ?? SESSION_MS)),
    };
    await insertOnce(this.model, session);
    return { token, session };
  }

  async find(token: string): Promise<SessionDoc | undefined> {
    const session = await this.model.findOne({ _id: sha256(token) }).lean<SessionDoc>();
    return session === null || session.expiresAt <= new Date() ? undefined : session;
  }

  async remove(token: string): Promise<void> {
    await this.model.deleteOne({ _id: sha256(token) });
  }

  /** Sessions of the user that can still be used, the newest first. */
  async ofUser({ userId, accessEpoch }: Pick<SessionDoc, 'userId' | 'accessEpoch'>): Promise<SessionDoc[]> {
    const isOpen = { userId, accessEpoch: counted(accessEpoch ?? 0), expiresAt: after(1, new Date()) };
    return this.model.find(isOpen).sort({ createdAt: -1 }).limit(MAX_LISTED).lean<SessionDoc[]>();
  }

  /** Ends every session of the user, for example after a new password. */
  async removeOfUser(userId: string): Promise<void> {
    await this.model.deleteMany({ userId });
  }

  /** Lets one session that was good until the password changed go on. */
  async carryOver(id: string, from: number, to: number): Promise<void> {
    await this.model.updateOne({ _id: id, accessEpoch: counted(from) }, { $set: { accessEpoch: to } });
  }

  /** Ends every session of the user but one, which changed the password. */
  async removeOthersOfUser(userId: string, keptId: string): Promise<void> {
    await this.model.deleteMany({ userId, _id: not(keptId) });
  }

  /** Ends the sessions in an account that did not begin at its own identity provider, but one. */
  async removeUnlessSso(accountId: string, keptId: string): Promise<void> {
    await this.model.deleteMany({ accountId, ssoAccountId: not(accountId), _id: not(keptId) });
  }

  /** Ends the user's sessions in one account. */
  async removeOfMember(accountId: string, userId: string): Promise<void> {
    await this.model.deleteMany({ accountId, userId });
  }
}
