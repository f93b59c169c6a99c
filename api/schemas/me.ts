import { SCOPES } from '../../models';
import { z } from './zod';

export const userSummary = z
  .object({
    id: z.string(),
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    name: z.string(),
  })
  .openapi('UserSummary');

export const accountSummary = z.object({ id: z.string(), name: z.string() }).openapi('AccountSummary');

export const meSchema = z
  .object({
    user: userSummary,
    account: accountSummary,
    role: z.object({
      key: z.string(),
      name: z.string(),
      rank: z.number(),
      scopes: z.array(z.enum(SCOPES)),
    }),
  })
  .openapi('Me');

export const sessionSchema = z
  .object({ user: userSummary, account: accountSummary, csrfToken: z.string() })
  .openapi('Session');
