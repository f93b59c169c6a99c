import { scalars, z } from '../http';

const text = z.string().nullable();

/** A user as a member of the own account. */
export const user = z
  .object({
    id: z.string(),
    firstName: text,
    lastName: text,
    name: z.string(),
    email: z.string(),
    roleKey: z.string(),
    status: z.enum(['invited', 'active', 'disabled']).openapi({
      description: '`invited`: a membership is offered to the address and was not accepted yet.',
    }),
    firstSignInAt: scalars.instant.nullable(),
    createdAt: scalars.instant,
    expiresAt: scalars.instant.nullable().openapi({ description: 'Until when an offer can be accepted.' }),
  })
  .openapi('User');

export const newUser = z
  .strictObject({
    firstName: scalars.personName,
    lastName: scalars.personName,
    email: scalars.email,
    roleKey: scalars.key,
  })
  .openapi('NewUser');

/** Who becomes responsible for open invitations that the user can no longer stand for. */
export const handOverTo = z
  .string()
  .min(1)
  .max(64)
  .openapi({
    description:
      'A user of the account who becomes responsible for open invitations. Default: whoever calls, and for what is above ' +
      'their rank the highest administrator.',
  });

export const userChanges = z
  .strictObject({
    ...newUser.partial().shape,
    email: scalars.email.optional().openapi({ description: 'May be repeated, but not changed.' }),
    handOverTo: handOverTo.optional(),
  })
  .openapi('UserChanges');

export type UserChangesInput = z.output<typeof userChanges>;

/** What became of the open invitations that a user can no longer stand for. */
export const handOver = z
  .object({
    handedOver: z.int(),
    receivers: z.array(z.string()).openapi({ description: 'Users who are responsible for them now.' }),
    staying: z.int().openapi({
      description:
        'Open invitations that nobody of the account has the rank for. Once accepted they wait for somebody of rank.',
    }),
  })
  .openapi('HandOver');

export type HandOverOutcome = z.output<typeof handOver>;

/** A user after a change. */
export const changedUser = user
  .extend({ handOver: handOver.nullable().openapi({ description: 'Null unless the role was changed.' }) })
  .openapi('ChangedUser');

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
