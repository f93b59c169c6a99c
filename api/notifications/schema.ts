import {
  NOTICE_KIND_NAMES,
  NOTICE_KINDS,
  NOTICE_PACES,
  type NoticeKind,
} from '../../domain/notifications/kinds';
import { isTimeZone } from '../../domain/notifications/digest-time';
import { scalars, z } from '../http';

/** A time zone by its name. */
export const timeZone = z
  .string()
  .max(64, 'Must have at most 64 characters.')
  // zod goes on after a length that is wrong.
  .refine(
    (name) => name.length > 64 || isTimeZone(name),
    'Must be the name of a time zone (IANA), such as Europe/Berlin.',
  )
  .openapi({ example: 'Europe/Berlin', description: 'Where the digest leaves at 8 in the morning.' });

const pace = z.enum(NOTICE_PACES);

function ofEachKind<T extends z.ZodType>(one: T): Record<NoticeKind, T> {
  const described = NOTICE_KIND_NAMES.map((kind) => [
    kind,
    one.openapi({ description: NOTICE_KINDS[kind].help }),
  ]);
  return Object.fromEntries(described) as Record<NoticeKind, T>;
}

/** What a user has chosen. */
export const notifications = z
  .object({
    timeZone: z.string(),
    kinds: z.object(ofEachKind(pace)),
    nextDigestAt: scalars.instant.openapi({
      description: 'When the next daily digest leaves, if there is one.',
    }),
  })
  .openapi('Notifications');

/** What is left out stays as it is. */
export const notificationChanges = z.strictObject({
  timeZone: timeZone.optional(),
  kinds: z.strictObject(ofEachKind(pace.optional())).optional(),
});
