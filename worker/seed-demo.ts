import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config/env';
import type { KeyRing } from '../domain/security/key-ring';
import type { RuntimeConfig } from '../config/runtime';
import { DEFAULT_PROGRAM } from '../domain/programs/program';
import { hashPassword, verifyPassword } from '../domain/security/passwords';
import {
  changeOwnPassword,
  connectMongo,
  createStores,
  epochsOf,
  newApiKey,
  type NewUser,
  type Stores,
  type UserDoc,
} from '../models';
import { configuredStorage } from '../storage';
import { addDemoRecords } from './demo-records';

/** How to sign in as one of the demo's people. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/** `admin`, `approver` and `operator` belong to Acme, `otherAdmin` to Globex, a second vendor. */
export type DemoAccounts = Readonly<Record<keyof typeof PEOPLE, DemoAccount>>;

/** IDs are fixed, so that seeding twice makes nothing twice. */
const fixedId = (prefix: string, body: string) => `${prefix}_${body.padStart(26, '0')}`;

const ACME = fixedId('acc', 'ACME');
const GLOBEX = fixedId('acc', 'G10BEX');

const PEOPLE = {
  admin: person(1, ACME, 'account_admin', 'Ada', 'Admin', 'admin@acme.example'),
  approver: person(2, ACME, 'approver', 'Abel', 'Approver', 'approver@acme.example'),
  operator: person(3, ACME, 'operator', 'Olga', 'Operator', 'operator@acme.example'),
  otherAdmin: person(4, GLOBEX, 'account_admin', 'Gus', 'Globex', 'admin@globex.example'),
} as const;

const ORGANISATIONS = [
  { _id: ACME, name: 'Acme', workspace: 'Acme products', autoOnboarding: false },
  { _id: GLOBEX, name: 'Globex', workspace: 'Globex catalogue', autoOnboarding: true },
] as const;

/**
 * Fills an empty database with two vendors and their people, and returns how to sign in. Repeating it
 * changes nothing but lost passwords: those in `<dataDir>/demo-accounts.json` (mode 0600) always work.
 */
export async function seedDemo(config: {
  readonly mongodbUri: string;
  readonly dataDir: string;
  readonly secret: KeyRing;
  /** Where files are kept; the database itself without it. */
  readonly storage?: RuntimeConfig['storage'];
}): Promise<DemoAccounts> {
  const accounts = await demoAccounts(config.dataDir);
  const connection = await connectMongo(config.mongodbUri);
  try {
    const { storage } = config;
    const files = storage && configuredStorage({ storage }).files;
    const stores = createStores(connection, { secret: config.secret, files });
    for (const organisation of ORGANISATIONS) await seedOrganisation(stores, organisation);
    const people = Object.entries(PEOPLE) as [keyof DemoAccounts, (typeof PEOPLE)[keyof DemoAccounts]][];
    await Promise.all(people.map(([key, who]) => seedPerson(stores, who, accounts[key])));
    return accounts;
  } finally {
    await connection.close();
  }
}

function person(
  number: number,
  accountId: string,
  roleKey: string,
  firstName: string,
  lastName: string,
  email: string,
) {
  return { _id: fixedId('usr', String(number)), accountId, roleKey, firstName, lastName, email } as const;
}

async function seedOrganisation(stores: Stores, organisation: (typeof ORGANISATIONS)[number]): Promise<void> {
  const { _id, name, autoOnboarding } = organisation;
  // The account comes last: while it is missing, nobody can have changed what is set here.
  if ((await stores.accounts.find(_id)) !== undefined) return;
  await stores.programs.put(_id, DEFAULT_PROGRAM, {
    name: 'Partner program',
    autoOnboarding,
    requiredApprovals: 1,
    defaultRoleKey: 'partner_admin',
    initialModule: 'documents',
  });
  await seedWorkspace(stores, organisation);
  await stores.accounts.create({ _id, name, country: 'US', industry: 'Manufacturing' });
}

async function seedWorkspace(stores: Stores, organisation: (typeof ORGANISATIONS)[number]): Promise<void> {
  const { _id: accountId, workspace } = organisation;
  const workspaceId = accountId.replace('acc_', 'wsp_');
  await stores.workspaces.create({ _id: workspaceId, accountId, name: workspace });
  await addDemoRecords(stores, accountId, workspaceId);
}

async function seedPerson(
  stores: Stores,
  who: NewUser & { readonly accountId: string; readonly roleKey: string },
  { password, apiKey }: DemoAccount,
): Promise<void> {
  const { accountId, roleKey, ...newUser } = who;
  const made = await stores.users.create(newUser);
  const user = made.ok ? made.user : made.holder;
  await keepPassword(stores, user, password);
  await stores.memberships.add({ accountId, userId: user._id, roleKey });
  // As it is now: a new password has raised the epoch.
  const { accessEpoch } = epochsOf((await stores.users.find(user._id)) ?? user);
  await stores.apiKeys.adopt(apiKey, { accountId, userId: user._id, name: 'Demo', accessEpoch });
}

/** A new user has none yet, and another data folder may have seeded the same database with other ones. */
async function keepPassword(stores: Stores, user: UserDoc, password: string): Promise<void> {
  if (user.passwordHash !== null && (await verifyPassword(password, user.passwordHash))) return;
  await changeOwnPassword(stores, user, await hashPassword(password));
}

/**
 * Reads the demo's secrets, or makes them once.
 *
 * @throws {@link ConfigError} when the file that keeps them cannot be used
 */
export async function demoAccounts(dataDir: string): Promise<DemoAccounts> {
  const file = path.join(dataDir, 'demo-accounts.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ConfigError(`${file} cannot be read (${code}): ${REMEDY}`, { cause: error });
  });
  if (text !== undefined) return parseAccounts(text, file);
  const accounts = Object.fromEntries(
    Object.entries(PEOPLE).map(([key, { email }]) => [key, newDemoAccount(email)]),
  ) as unknown as DemoAccounts;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return accounts;
}

const REMEDY =
  'restore it from a backup, or remove it to have new passwords and keys made for the accounts of the demo.';

const account = z.object({
  email: z.string().min(1),
  password: z.string().min(1),
  apiKey: z.string().min(1),
});
const accountsSchema = z.object({
  admin: account,
  approver: account,
  operator: account,
  otherAdmin: account,
});

function parseAccounts(text: string, file: string): DemoAccounts {
  try {
    return accountsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(`${file} is damaged: ${REMEDY}`, { cause: error });
  }
}

function newDemoAccount(email: string): DemoAccount {
  return { email, password: randomBytes(12).toString('base64url'), apiKey: newApiKey() };
}
