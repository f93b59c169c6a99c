import { defined } from '../../domain/defined';
import { defineEndpoint, ok } from '../http';
import { meSchema, profileChanges } from './schema';
import { describeCaller } from './view';
import { getMe } from './me';

/** Changes the caller's own name and how pages are shown to them, in every account alike. */
export const putMe = defineEndpoint({
  route: 'put /v1/me',
  summary: 'Change the own name, language, time zone and theme; members left out stay as they are',
  access: 'signed-in',
  edits: getMe,
  audit: 'profile_changed',
  body: profileChanges,
  responses: { 200: { description: 'The caller after the change.', schema: meSchema } },
  async handler({ deps, caller, body: { timeZone, ...person } }) {
    const { users, notificationSettings } = deps.stores;
    await users.update(caller.userId, defined(person));
    if (timeZone !== undefined) await notificationSettings.change(caller.userId, { timeZone });
    const audit = { target: { kind: 'user', id: caller.userId } } as const;
    return { ...ok(await describeCaller(deps, caller)), audit };
  },
});
