import { VIEW_LISTS, VIEW_MEMBERS, type ViewQuery } from '../../domain/invitations/saved-view';
import { scalars, z } from '../http';

const texts = Object.fromEntries(VIEW_MEMBERS.map((member) => [member, scalars.line().optional()])) as {
  [Member in keyof ViewQuery]-?: z.ZodOptional<z.ZodString>;
};

const query = z.strictObject(texts).openapi({
  description:
    'Filter, order, rows and columns, each as the address of the list has it; what is left out is as the list comes.',
  example: { search: 'logistics', status: 'expired', sort: '-expiresAt' },
});

/** A list under a name. */
export const savedView = z
  .object({
    id: z.string(),
    list: z.enum(VIEW_LISTS),
    name: z.string(),
    query,
    shared: z.boolean().openapi({ description: 'Whether everybody in the account has it.' }),
    mayChange: z.boolean().openapi({ description: 'Whether the caller may rename, change and delete it.' }),
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
  })
  .openapi('SavedView');

const shared = z.boolean().openapi({
  description: 'For everybody in the account; takes programs:write, as does every change of a shared view.',
});

export const newView = z.strictObject({
  list: z.enum(VIEW_LISTS),
  name: scalars.line(60),
  query: query.default({}),
  shared: shared.default(false),
});

/** What is left out stays as it is. */
export const viewChanges = z.strictObject({
  name: scalars.line(60).optional(),
  query: query.optional(),
  shared: shared.optional(),
});
