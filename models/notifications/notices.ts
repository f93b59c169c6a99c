import type { NotificationSettings } from '../../domain/notifications/kinds';
import type {
  Burst,
  DigestPart,
  DigestRef,
  Digests,
  Notice,
  Notices,
} from '../../domain/notifications/notices';
import type { StoreSet } from '../stores';

type NoticeStores = Pick<
  StoreSet,
  'digests' | 'invitations' | 'noticeBursts' | 'notificationSettings' | 'waitingNotices'
>;

/** Partners that a digest names of one kind of e-mail; of the others it says how many there are. */
const NAMED = 20;

/** Keeps notices in MongoDB until their digest leaves. */
export class MongoNotices implements Notices, Omit<Digests, 'startDue'> {
  constructor(private readonly stores: NoticeStores) {}

  async settingsOf(userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationSettings>> {
    return this.stores.notificationSettings.ofMany(userIds);
  }

  async count(notice: Pick<Notice, 'accountId' | 'userId' | 'kind'>, now: Date): Promise<Burst> {
    return this.stores.noticeBursts.count(notice, now);
  }

  /** Whoever kept it may have died before its digest was there. */
  async isKept(messageId: string): Promise<boolean> {
    const kept = await this.stores.waitingNotices.find(messageId);
    if (kept !== undefined) await this.stores.digests.open(kept, kept.dueAt);
    return kept !== undefined;
  }

  async keep(notice: Notice, dueAt: Date): Promise<void> {
    const digestId = digestIdOf(notice, dueAt);
    await this.stores.waitingNotices.add(notice, digestId, dueAt);
    await this.stores.digests.open({ ...notice, digestId }, dueAt);
  }

  async isEmpty(digestId: string): Promise<boolean> {
    return this.stores.waitingNotices.isEmpty(digestId);
  }

  async take({ digestId, accountId, userId }: DigestRef): Promise<DigestPart[]> {
    const taken = await this.stores.waitingNotices.take({ digestId, accountId, userId }, NAMED);
    const named = taken.flatMap(({ newest }) => newest.map(({ invitationId }) => invitationId));
    const found = await this.stores.invitations.findMany(named);
    const own = found.filter((invitation) => invitation.accountId === accountId);
    const names = new Map(own.map(({ _id, partnerName }) => [_id, partnerName]));
    return taken.map(({ template, count, newest }) => {
      const partnerNames = newest.flatMap(({ invitationId }) => names.get(invitationId) ?? []);
      return { template, count, partnerNames };
    });
  }

  async finish(digest: DigestRef): Promise<void> {
    const dueAt = new Date();
    const next = { ...digest, digestId: digestIdOf(digest, dueAt) };
    const isLate = await this.stores.waitingNotices.finish(digest, { digestId: next.digestId, dueAt });
    if (isLate) await this.stores.digests.open(next, dueAt);
    await this.stores.digests.remove(digest.digestId);
  }

  async drop(digestId: string): Promise<void> {
    await this.stores.waitingNotices.drop(digestId);
    await this.stores.digests.remove(digestId);
  }
}

/** One digest for each time that one can leave, so that it is the same one whoever keeps something for it. */
function digestIdOf({ accountId, userId }: Pick<Notice, 'accountId' | 'userId'>, dueAt: Date): string {
  return `digest.${accountId}.${userId}.${dueAt.toISOString().replace(/\D/g, '')}`;
}
