import {
  DEFAULT_NOTIFICATIONS,
  type NoticeKind,
  type NoticePace,
  type NotificationSettings,
} from '../../domain/notifications/kinds';
import { anyOf, collection, findOne, part, storeOf } from '../mongo/collection';

/** What one user has chosen; `_id` is the user's. What was never chosen is missing. */
export interface NotificationSettingsDoc {
  readonly _id: string;
  readonly timeZone?: string | null;
  readonly kinds?: Partial<Record<NoticeKind, NoticePace | null>> | null;
  readonly updatedAt: Date;
}

/** What is changed at one time; what is left out stays. */
export interface NotificationChanges {
  readonly timeZone?: string | undefined;
  readonly kinds?: { readonly [Kind in NoticeKind]?: NoticePace | undefined } | undefined;
}

const kinds = Object.fromEntries(Object.keys(DEFAULT_NOTIFICATIONS.kinds).map((kind) => [kind, String]));

export const notificationSettingsModel = collection<NotificationSettingsDoc>('notification_settings', {
  timeZone: String,
  kinds: part(kinds),
  updatedAt: Date,
});

/** What users have chosen about their notices, in every account alike. */
export class NotificationSettingsStore extends storeOf(notificationSettingsModel) {
  async of(userId: string): Promise<NotificationSettings> {
    return settingsOf(await findOne(this.model, { _id: userId }));
  }

  /** The zone that the user has chosen; null where the default holds. */
  async timeZoneOf(userId: string): Promise<string | null> {
    return (await findOne(this.model, { _id: userId }))?.timeZone ?? null;
  }

  async ofMany(userIds: readonly string[]): Promise<Map<string, NotificationSettings>> {
    const docs = await this.model.find({ _id: anyOf(userIds) }).lean<NotificationSettingsDoc[]>();
    return new Map(docs.map((doc) => [doc._id, settingsOf(doc)]));
  }

  async change(userId: string, changes: NotificationChanges): Promise<NotificationSettings> {
    const chosen = Object.entries(changes.kinds ?? {}).filter(([, pace]) => pace !== undefined);
    const $set = {
      ...Object.fromEntries(chosen.map(([kind, pace]) => [`kinds.${kind}`, pace])),
      ...(changes.timeZone !== undefined && { timeZone: changes.timeZone }),
      updatedAt: new Date(),
    };
    await this.model.updateOne({ _id: userId }, { $set }, { upsert: true });
    return this.of(userId);
  }

  /** The user is gone. */
  async remove(userId: string): Promise<void> {
    await this.model.deleteOne({ _id: userId });
  }
}

/** A kind that came after somebody chose has its default. */
function settingsOf(doc: NotificationSettingsDoc | undefined): NotificationSettings {
  const chosen = Object.entries(doc?.kinds ?? {}).filter(([, pace]) => pace != null);
  return {
    timeZone: doc?.timeZone ?? DEFAULT_NOTIFICATIONS.timeZone,
    kinds: { ...DEFAULT_NOTIFICATIONS.kinds, ...Object.fromEntries(chosen) },
  };
}
