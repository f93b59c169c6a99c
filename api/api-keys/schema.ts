import { SCOPES } from '../../domain/accounts/roles';
import type { ApiKeyDoc } from '../../models';
import { scopeList } from '../roles/schema';
import { present, scalars, z } from '../http';

/** A key without the key itself, which is kept nowhere. */
export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    userId: z.string().openapi({ description: 'The user the key acts as.' }),
    scopes: z.array(z.enum(SCOPES)).nullable().openapi({ description: 'Null: all that the role allows.' }),
    expiresAt: scalars.instant.nullable(),
    createdAt: scalars.instant,
  })
  .openapi('ApiKey');

export const createdApiKey = apiKey
  .extend({
    key: z.string().nullable().openapi({
      description:
        'Shown this once: null when an Idempotency-Key repeats the answer. Then revoke it and make another.',
    }),
  })
  .openapi('CreatedApiKey');

export const newApiKey = z
  .strictObject({
    name: scalars.line(100),
    scopes: scopeList.min(1, 'Must name a scope; leave it out for all that you have.').optional(),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Must be an RFC 3339 time such as 2030-12-31T00:00:00Z.' })
      .optional(),
  })
  .openapi('NewApiKey');

/** A key as the API returns it, without anything that opens a door. */
export const presentApiKey = (doc: ApiKeyDoc) => present(apiKey, doc);
