import { NOTICE_KIND_NAMES } from '../../domain/notifications/kinds';
import { defineEndpoint, ok } from '../http';
import { notificationChanges, notifications } from './schema';
import { presentNotifications } from './view';
import { getMeNotifications } from './get';

/** Changes how the caller is told; what waits of a kind that they mute is never sent. */
export const putMeNotifications = defineEndpoint({
  route: 'put /v1/me/notifications',
  summary: 'Choose which notices you get, and when',
  access: 'signed-in',
  edits: getMeNotifications,
  audit: 'notifications_changed',
  body: notificationChanges,
  responses: { 200: { description: 'What you have chosen now.', schema: notifications } },
  async handler({ deps, caller: { userId }, body }) {
    const { notificationSettings, waitingNotices } = deps.stores;
    const settings = await notificationSettings.change(userId, body);
    const muted = NOTICE_KIND_NAMES.filter((kind) => body.kinds?.[kind] === 'never');
    if (muted.length > 0) await waitingNotices.mute(userId, muted);
    return { ...ok(presentNotifications(settings)), audit: { target: { kind: 'user', id: userId } } };
  },
});
