import {
  refusalIn,
  type FailureType,
  type InvitationWorkflowInput,
  type ProvisionedAccount,
  type ProvisioningInput,
} from '../../../workflows/contract';
import type { NewInvitation } from '../../../domain/invitations/invite';
import type { TestDatabase } from './database';
import { snapshot, storedInvitation } from './samples';

const COLLECTIONS = ['accounts', 'users', 'memberships', 'partnerships', 'shares', 'workspaces'];

/** Vendors, accepted invitations and partners on a test database. */
export function provisioningEnvironment(database: TestDatabase) {
  /** An inviting account with an administrator and a workspace of three folders. */
  async function vendor(roleKey = 'account_admin') {
    const { accounts, memberships, users, workspaces } = database.stores;
    const account = await accounts.create({ name: 'Acme' });
    const made = await users.create({ email: `${account._id}@acme.example`, firstName: 'Ada' });
    if (!made.ok) throw new Error('taken');
    await memberships.add({ accountId: account._id, userId: made.user._id, roleKey });
    const workspace = await workspaces.create({ accountId: account._id, name: 'Products' });
    const folderIds = [];
    for (const name of ['Prices', 'Certificates', 'Contracts']) {
      const folder = await workspaces.createFolder({
        accountId: account._id,
        workspaceId: workspace._id,
        name,
      });
      if (folder) folderIds.push(folder._id);
    }
    return { accountId: account._id, inviterId: made.user._id, workspaceId: workspace._id, folderIds };
  }
  type Vendor = Awaited<ReturnType<typeof vendor>>;

  async function accepted(
    from: Vendor,
    email: string,
    changes: Partial<NewInvitation> & { readonly input?: Partial<InvitationWorkflowInput> } = {},
  ) {
    const { stores } = database;
    const invitationId = await storedInvitation(stores, from.accountId, email, {
      share: { workspaceId: from.workspaceId, folderIds: from.folderIds.slice(0, 2) },
      input: { inviterId: from.inviterId },
      ...changes,
    });
    const applicationRef = await stores.applications.create({
      invitationId,
      contact: { contactFirstName: 'Bill' },
      passwordHash: 'scrypt-hash',
    });
    const input: ProvisioningInput = {
      invitationId,
      acceptedBy: { kind: 'invitee', id: 'invitee' },
      applicationRef,
    };
    return input;
  }

  /** Runs every step once; answers what the last one needs. */
  async function provision(input: ProvisioningInput): Promise<ProvisionedAccount> {
    const { provisioner } = database.stores;
    const account = await provisioner.createAccount(input);
    await provisioner.assignDefaultRole({ ...input, account });
    await provisioner.shareRecords({ ...input, account });
    return account;
  }

  /** Everything provisioning may touch, without times. */
  async function rows(): Promise<unknown> {
    const all = COLLECTIONS.map((name) => database.connection.collection(name).find().toArray());
    const found = await Promise.all(all);
    return JSON.parse(
      JSON.stringify(
        found.map((docs) => docs.sort((a, b) => (String(a._id) < String(b._id) ? -1 : 1))),
        (key, value: unknown) => (key === 'createdAt' || key === 'updatedAt' ? undefined : value),
      ),
    );
  }

  async function refusal(promise: Promise<unknown>): Promise<FailureType | undefined> {
    return promise.then(
      () => undefined,
      (error: unknown) => refusalIn(error)?.type,
    );
  }

  /** A partner that exists: account, user with a role, link to the vendor with one shared folder. */
  async function existingPartner(from: Vendor, email: string) {
    const { invitations, memberships } = database.stores;
    const input = await accepted(from, email);
    const account = await provision(input);
    await invitations.record(snapshot(input.invitationId, { seq: 9, status: 'active' }));
    const membership = await memberships.find(account.partnerAccountId, account.partnerUserId);
    return { ...account, roleKey: membership?.roleKey };
  }

  return { vendor, accepted, provision, rows, refusal, existingPartner };
}
