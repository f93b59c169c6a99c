import type { Provisioner } from '../activities/ports';
import {
  failureOf,
  provisionedId,
  type CreateAccountInput,
  type ProvisionedAccount,
  type ProvisioningInput,
  type ProvisioningStepInput,
} from '../workflows/contract';
import type { ApplicationDoc } from './applications';
import { contentHash } from './content-hash';
import type { InvitationDoc } from './invitation-model';
import type { StoreSet } from './stores';

type ProvisionerStores = Pick<
  StoreSet,
  | 'accounts'
  | 'applications'
  | 'invitations'
  | 'memberships'
  | 'partnerships'
  | 'programs'
  | 'roles'
  | 'sessions'
  | 'shares'
  | 'users'
  | 'workspaces'
>;

/** Who becomes the partner. */
interface Partner {
  readonly partnerAccountId: string;
  readonly partnerUserId: string;
}

/**
 * Makes partners in the database. IDs are derived from the invitation, so a step may run any number of
 * times, also at once; what cannot be derived is found by a unique index.
 */
export class MongoProvisioner implements Provisioner {
  constructor(
    private readonly stores: ProvisionerStores,
    private readonly secret: string,
  ) {}

  async createAccount(input: CreateAccountInput): Promise<ProvisionedAccount> {
    if (input.record !== undefined) await this.stores.invitations.record(input.record);
    const { invitation, application } = await this.load(input);
    if (input.contentHash !== undefined && input.contentHash !== contentHash(invitation, this.secret)) {
      throw failureOf({ type: 'ContentChanged' });
    }
    const partner =
      input.acceptedBy.kind === 'user'
        ? await this.existingPartner(input, invitation)
        : await this.newPartner(invitation, application);
    const partnership = await this.stores.partnerships.establish({
      _id: provisionedId('prt', invitation._id),
      accountId: invitation.accountId,
      partnerAccountId: partner.partnerAccountId,
      partnerName: invitation.partnerName,
      invitationId: invitation._id,
    });
    return { ...partner, partnershipId: partnership._id };
  }

  async assignDefaultRole({ invitationId, account }: ProvisioningStepInput): Promise<void> {
    const { memberships, programs, roles } = this.stores;
    const { partnerAccountId: accountId, partnerUserId: userId } = account;
    if ((await memberships.find(accountId, userId)) !== undefined) return;
    const invitation = await this.invitation(invitationId);
    const program = await programs.find(invitation.accountId, invitation.program);
    const roleKey = invitation.roleKey ?? program?.defaultRoleKey;
    const role = roleKey === undefined ? undefined : await roles.find(accountId, roleKey);
    if (role === undefined) throw failureOf({ type: 'ProvisioningRefused' });
    if (role.rank > (await this.rankOfInviter(invitation))) throw failureOf({ type: 'RoleCeiling' });
    await memberships.add({
      accountId,
      userId,
      roleKey: role.key,
      initialModule: invitation.initialModule ?? program?.initialModule ?? null,
      createdBy: invitationId,
    });
  }

  async shareRecords({ invitationId, account }: ProvisioningStepInput): Promise<{ sharedFolders: number }> {
    const { accountId, share } = await this.invitation(invitationId);
    if (share === null) return { sharedFolders: 0 };
    const workspace = await this.stores.workspaces.find(accountId, share.workspaceId);
    const folders = await this.stores.workspaces.findFolders(share.folderIds);
    const asked = new Set(share.folderIds);
    const own = folders.filter((folder) => folder.workspaceId === workspace?._id);
    if (workspace === undefined || own.length !== asked.size) {
      throw failureOf({ type: 'ProvisioningRefused' });
    }
    for (const folder of own) {
      await this.stores.shares.add(account.partnershipId, folder._id, invitationId);
    }
    return { sharedFolders: own.length };
  }

  async removeCreatedAccount({ invitationId }: ProvisioningInput): Promise<void> {
    const { accounts, memberships, partnerships, sessions, users, workspaces } = this.stores;
    const userId = provisionedId('usr', invitationId);
    const accountId = provisionedId('acc', invitationId);
    await partnerships.undo(invitationId);
    // What others have come to rely on in the meantime stays.
    const [roles, members, links] = await Promise.all([
      memberships.ofUser(userId),
      memberships.ofAccount(accountId),
      partnerships.activeOf(accountId),
    ]);
    if (roles.length === 0) {
      await sessions.removeOfUser(userId);
      await users.removeCreatedBy(invitationId, userId);
    }
    if (members.length > 0 || links.length > 0) return;
    await workspaces.removeCreatedBy(invitationId, workspaceIdOf(invitationId));
    await accounts.removeCreatedBy(invitationId, accountId);
  }

  async withdrawDefaultRole({ invitationId }: ProvisioningInput): Promise<void> {
    await this.stores.memberships.removeCreatedBy(invitationId);
  }

  async withdrawSharedRecords({ invitationId }: ProvisioningInput): Promise<void> {
    await this.stores.shares.removeCreatedBy(invitationId);
  }

  private async invitation(id: string): Promise<InvitationDoc> {
    const invitation = await this.stores.invitations.findById(id);
    if (invitation === undefined || invitation.erasedAt !== null)
      throw failureOf({ type: 'InvitationMissing' });
    return invitation;
  }

  private async load({ invitationId, applicationRef }: ProvisioningInput) {
    if (applicationRef === undefined) {
      return { invitation: await this.invitation(invitationId), application: undefined };
    }
    await this.stores.invitations.mergeApplication(invitationId, applicationRef);
    const application = await this.stores.applications.find(applicationRef);
    return { invitation: await this.invitation(invitationId), application };
  }

  private async existingPartner(input: ProvisioningInput, invitation: InvitationDoc): Promise<Partner> {
    const user = await this.stores.users.find(input.acceptedBy.id);
    const partnerAccountId = input.partnerAccountId ?? invitation.receiverAccountId;
    const invited = user?._id === invitation.inviteeUserId || user?.emailKey === invitation.emailKey;
    if (user === undefined || partnerAccountId === null || !invited) {
      throw failureOf({ type: 'ProvisioningRefused' });
    }
    const membership = await this.stores.memberships.find(partnerAccountId, user._id);
    if (membership === undefined || partnerAccountId === invitation.accountId) {
      throw failureOf({ type: 'ProvisioningRefused' });
    }
    return { partnerAccountId, partnerUserId: user._id };
  }

  private async newPartner(
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<Partner> {
    const { _id: invitationId, contactEmail } = invitation;
    if (contactEmail === null) throw failureOf({ type: 'InvitationMissing' });
    const made = await this.stores.users.create({
      _id: provisionedId('usr', invitationId),
      email: contactEmail,
      firstName: invitation.contactFirstName,
      lastName: invitation.contactLastName,
      phoneNumber: invitation.phoneNumber,
      passwordHash: application?.passwordHash ?? null,
      createdBy: invitationId,
    });
    if (!made.ok) throw failureOf({ type: 'EmailAlreadyRegistered' });
    const program = await this.stores.programs.find(invitation.accountId, invitation.program);
    const account = await this.stores.accounts.create({
      _id: provisionedId('acc', invitationId),
      name: invitation.partnerName,
      country: invitation.country,
      industry: invitation.industry,
      ...(program === undefined ? {} : { modules: program.modules }),
      createdBy: invitationId,
    });
    await this.stores.workspaces.create({
      _id: workspaceIdOf(invitationId),
      accountId: account._id,
      name: invitation.partnerName,
      createdBy: invitationId,
    });
    return { partnerAccountId: account._id, partnerUserId: made.user._id };
  }

  /** The rank now, not when the invitation was sent; nobody's rank is below every role. */
  private async rankOfInviter({ accountId, inviterId }: InvitationDoc): Promise<number> {
    const membership = await this.stores.memberships.find(accountId, inviterId);
    if (membership === undefined) return -1;
    return (await this.stores.roles.find(accountId, membership.roleKey))?.rank ?? -1;
  }
}

function workspaceIdOf(invitationId: string): string {
  return invitationId.replace(/^[^_]*/, 'wsp');
}
