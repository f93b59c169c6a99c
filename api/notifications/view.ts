import { nextDigestAt } from '../../domain/notifications/digest-time';
import type { NotificationSettings } from '../../domain/notifications/kinds';
import { present } from '../http';
import { notifications } from './schema';

/** The settings as the API answers them. */
export function presentNotifications(settings: NotificationSettings) {
  return present(notifications, { ...settings, nextDigestAt: nextDigestAt(new Date(), settings.timeZone) });
}
