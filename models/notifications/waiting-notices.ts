import type { NoticeKind } from '../../domain/notifications/kinds';
import type { DigestRef, Notice } from '../../domain/notifications/notices';
import type { EmailTemplate } from '../../workflows/contract';
import { anyOf, collection, findOne, insertOnce, storeOf } from '../mongo/collection';

/** A notice that waits for a digest; `_id` is its message. It holds IDs, and names are read when it leaves. */
export interface WaitingNoticeDoc {
  readonly _id: string;
  readonly digestId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly kind: NoticeKind;
  readonly template: EmailTemplate;
  readonly invitationId: string;
  readonly dueAt: Date;
  /** The digest was written with it. */
  readonly listed: boolean;
  readonly createdAt: Date;
}

/** What a digest was written with, of one kind of e-mail. */
export interface TakenNotices {
  readonly template: EmailTemplate;
  readonly count: number;
  readonly newest: readonly WaitingNoticeDoc[];
}

export const waitingNoticeModel = collection<WaitingNoticeDoc>(
  'waiting_notices',
  {
    digestId: String,
    accountId: String,
    userId: String,
    kind: String,
    template: String,
    invitationId: String,
    dueAt: Date,
    listed: Boolean,
    createdAt: Date,
  },
  [
    // What a digest says.
    { keys: { digestId: 1, template: 1, createdAt: -1 } },
    // What a user mutes, or leaves behind with an account.
    { keys: { userId: 1, kind: 1 } },
    // Erasure.
    { keys: { invitationId: 1 } },
  ],
);

/** Notices that wait for a digest. */
export class WaitingNoticeStore extends storeOf(waitingNoticeModel) {
  /** Once per message. */
  async add(notice: Notice, digestId: string, dueAt: Date): Promise<void> {
    const { messageId, ...rest } = notice;
    await insertOnce(this.model, {
      _id: messageId,
      ...rest,
      ...{ digestId, dueAt, listed: false, createdAt: new Date() },
    });
  }

  async find(messageId: string): Promise<WaitingNoticeDoc | undefined> {
    return findOne(this.model, { _id: messageId });
  }

  async isEmpty(digestId: string): Promise<boolean> {
    return (await this.model.exists({ digestId })) === null;
  }

  /**
   * Marks all that waits for the digest as written. Of each kind of e-mail: how many there are, and the newest of them;
   * a large import that expires is counted and not read.
   */
  async take({ digestId, accountId }: DigestRef, newest: number): Promise<TakenNotices[]> {
    await this.model.updateMany({ digestId, accountId }, { $set: { listed: true } });
    const written = { digestId, accountId, listed: true };
    const templates = await this.model.distinct('template', written);
    return Promise.all(
      templates.map(async (template) => {
        const some = this.model
          .find({ ...written, template })
          .sort({ createdAt: -1, _id: 1 })
          .limit(newest);
        return {
          template,
          count: await this.model.countDocuments({ ...written, template }),
          newest: await some.lean<WaitingNoticeDoc[]>(),
        };
      }),
    );
  }

  /** Removes what the digest was written with; whether anything came too late for it and moved to `next`. */
  async finish(
    { digestId }: DigestRef,
    next: Pick<WaitingNoticeDoc, 'digestId' | 'dueAt'>,
  ): Promise<boolean> {
    await this.model.deleteMany({ digestId, listed: true });
    const moved = await this.model.updateMany({ digestId, listed: false }, { $set: { ...next } });
    return moved.modifiedCount > 0;
  }

  async drop(digestId: string): Promise<void> {
    await this.model.deleteMany({ digestId });
  }

  /** The user wants to hear of these kinds no more. */
  async mute(userId: string, kinds: readonly NoticeKind[]): Promise<void> {
    await this.model.deleteMany({ userId, kind: anyOf(kinds) });
  }

  /** The user has left the account. */
  async removeOfMember(accountId: string, userId: string): Promise<void> {
    await this.model.deleteMany({ accountId, userId });
  }

  /** The invitation is erased. */
  async removeFor(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
  }
}
