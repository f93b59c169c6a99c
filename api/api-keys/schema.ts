import { durationMs } from '../../workflows/contract';
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
    lastUsedAt: scalars.instant
      .nullable()
      .openapi({ description: 'When it last opened something, to the minute.' }),
    rotatedAt: scalars.instant.nullable(),
    old: z
      .object({ prefix: z.string(), validUntil: scalars.instant, lastUsedAt: scalars.instant.nullable() })
      .nullable()
      .openapi({ description: 'The key that was rotated, as long as it opens the same.' }),
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

const expiresAt = z.iso
  .datetime({ offset: true, error: 'Must be an RFC 3339 time such as 2030-12-31T00:00:00Z.' })
  .optional();

export const newApiKey = z
  .strictObject({
    name: scalars.line(100),
    scopes: scopeList.min(1, 'Must name a scope; leave it out for all that you have.').optional(),
    expiresAt,
  })
  .openapi('NewApiKey');

/** Longest time for which a rotated key may open, in milliseconds. */
const LONGEST_OVERLAP_MS = 30 * 24 * 3600 * 1000;

export const rotation = z
  .strictObject({
    oldKeyValidFor: z
      .string()
      .max(40)
      .refine((text) => (durationMs(text) ?? Infinity) <= LONGEST_OVERLAP_MS, 'Must be from PT0S to P30D.')
      .optional()
      .openapi({
        example: 'P1D',
        description:
          'How long the old key opens as well; default one day. One that was replaced before is dead.',
      }),
    expiresAt: expiresAt.openapi({ description: 'Of the new key; left out, it stays as it is.' }),
  })
  .openapi('ApiKeyRotation');

/** A key as the API returns it, without anything that opens a door. */
export function presentApiKey(doc: ApiKeyDoc) {
  const { old, lastUsedAt = null, rotatedAt = null } = doc;
  const isOpen = old != null && old.validUntil > new Date();
  return present(apiKey, {
    ...doc,
    lastUsedAt,
    rotatedAt,
    old: isOpen
      ? {
          prefix: old.prefix,
          validUntil: old.validUntil.toISOString(),
          lastUsedAt: old.lastUsedAt?.toISOString() ?? null,
        }
      : null,
  });
}
