import { SCOPES } from '../../domain/accounts/roles';
import { z } from '../http';
import { record } from '../workspaces/schema';

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
export type AccountChoice = z.output<typeof accountSummary>;

/** Accounts of the user; the credential speaks for one of them. */
const accounts = z.array(accountSummary);

/** More than that is told as that many. */
export const MOST_WAITING = 100;

export const meSchema = z
  .object({
    user: userSummary,
    account: accountSummary,
    accounts,
    role: z.object({
      key: z.string(),
      name: z.string(),
      rank: z.number(),
      scopes: z.array(z.enum(SCOPES)),
    }),
    invited: z
      .boolean()
      .openapi({ description: 'The account works for another one, whose invitation made the membership.' }),
    invites: z.boolean().openapi({
      description:
        'The account invites partners: it was not made by an invitation, or has invited somebody since.',
    }),
    waiting: z
      .int()
      .nullable()
      .openapi({
        description: `Applications that wait for a decision, up to ${MOST_WAITING}; null for who may not decide.`,
      }),
  })
  .openapi('Me');

export const sessionSchema = z
  .object({ user: userSummary, account: accountSummary, accounts, csrfToken: z.string() })
  .openapi('Session');

/** Which account a sign-in speaks for, and which others it could. */
export const chosenAccount = z.object({ account: accountSummary, accounts }).openapi('ChosenAccount');

export const moduleSchema = z.object({ key: z.string(), name: z.string() }).openapi('Module');

const vendor = z
  .object({
    id: z.string(),
    name: z.string(),
    logoUrl: z.string().nullable(),
    color: z.string().nullable(),
  })
  .openapi('Vendor');

export const ownWorkspaceSchema = z
  .object({
    modules: z.array(moduleSchema),
    initialModule: z.string().nullable(),
    vendors: z.array(vendor).openapi({ description: 'Active partners that invited the account, by name.' }),
    sharedFolders: z.array(
      z.object({
        folderId: z.string(),
        name: z.string(),
        from: z.string(),
        vendorId: z.string(),
        records: z.array(record),
      }),
    ),
  })
  .openapi('OwnWorkspace');
