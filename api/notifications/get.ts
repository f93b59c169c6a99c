import { defineEndpoint, ok } from '../http';
import { notifications } from './schema';
import { presentNotifications } from './view';

/** How the caller wants to be told of what happens; the same in all their accounts. */
export const getMeNotifications = defineEndpoint({
  route: 'get /v1/me/notifications',
  summary: 'Show which notices you get, and when',
  access: 'signed-in',
  versioned: true,
  responses: { 200: { description: 'What you have chosen.', schema: notifications } },
  handler: async ({ deps, caller }) =>
    ok(presentNotifications(await deps.stores.notificationSettings.of(caller.userId))),
});
