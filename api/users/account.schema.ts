import { scalars, z } from '../http';

export const newAccount = z
  .strictObject({
    name: scalars.line(),
    admin: z.strictObject({
      firstName: scalars.personName,
      lastName: scalars.personName,
      email: scalars.email,
      password: scalars.password,
    }),
  })
  .openapi('NewAccount');

/** An account with its first administrator. */
export const account = z
  .object({
    id: z.string(),
    name: z.string(),
    admin: z.object({
      id: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      roleKey: z.string(),
    }),
    createdAt: scalars.instant,
  })
  .openapi('Account');
