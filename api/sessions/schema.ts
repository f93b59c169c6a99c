import { THEMES } from '../../domain/accounts/preferences';
import { SCOPES } from '../../domain/accounts/roles';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { scalars, z } from '../http';
import { timeZone } from '../notifications/schema';
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

/** How pages are shown to the user; null where the browser's answer counts. */
export const preferences = z
  .object({
    locale: z
      .enum(SHIPPED_LOCALES)
      .nullable()
      .openapi({ description: 'Language of pages. Null: the one that the browser asks for.' }),
    timeZone: z.string().nullable().openapi({
      description: 'The zone in which times are shown, and in which the digest leaves. Null: UTC.',
    }),
    theme: z.enum(THEMES).openapi({ description: '`system`: as the device is set.' }),
  })
  .openapi('Preferences');

/** What is left out stays as it is. */
export const profileChanges = z
  .strictObject({
    firstName: scalars.personName,
    lastName: scalars.personName,
    locale: preferences.shape.locale,
    timeZone,
    theme: preferences.shape.theme,
  })
  .partial()
  .openapi('ProfileChanges');

export const ownSession = z
  .object({
    account: accountSummary,
    current: z.boolean().openapi({ description: 'The session that asks.' }),
    browser: z.string().nullable().openapi({ example: 'Firefox, Linux' }),
    sso: z.boolean().openapi({ description: 'It began at the identity provider of its account.' }),
    createdAt: scalars.instant,
    expiresAt: scalars.instant,
  })
  .openapi('OwnSession');

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
    preferences,
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
