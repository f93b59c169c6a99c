import type { Provisioner } from '../../domain/ports';
import {
  failureOf,
  provisionedId,
  type CreateAccountInput,
  type ProvisionedAccount,
  type ProvisioningInput,
  type ProvisioningStepInput,
} from '../../workflows/contract';
import { carriedRank } from '../accounts/authority';
import { contentHash } from '../../domain/invitations/content-hash';
import type { InvitationDoc } from '../invitations/invitation-model';
import { PartnerFinder, stillBeingMade } from './partner-finder';
import { BY_USHER } from './partnership-events';
import type { PartnershipDoc } from './partnerships';
import type { StoreSet } from '../stores';

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
  private readonly finder: PartnerFinder;

  constructor(
    private readonly stores: StoreSet,
    private readonly secret: string,
  ) {
    this.finder = new PartnerFinder(stores);
  }

  async createAccount(input: CreateAccountInput): Promise<ProvisionedAccount> {
    if (input.record !== undefined) await this.stores.invitations.record(input.record);
    const { invitation, application } = await this.load(input);
    if (input.contentHash !== undefined && input.contentHash !== contentHash(invitation, this.secret)) {
      throw failureOf({ type: 'ContentChanged' });
    }
    const { user, accountId } = await this.finder.find(input, invitation, application);
    const partner = {
      partnerAccountId: accountId ?? (await this.newAccount(invitation)),
      partnerUserId: user._id,
    };
    const partnership = await this.stores.partnerships.establish({
      _id: provisionedId('prt', invitation._id),
      accountId: invitation.accountId,
      partnerAccountId: partner.partnerAccountId,
      partnerName: invitation.partnerName,
      invitationId: invitation._id,
    });
    if (accountId !== undefined) await this.requireStillThere(invitation._id, partner);
    return { ...partner, partnershipId: partnership._id };
  }

  async assignDefaultRole({ invitationId, account }: ProvisioningStepInput): Promise<void> {
    const { memberships, programs, roles } = this.stores;
    const { partnerAccountId: accountId, partnerUserId: userId } = account;
    // Who is in an account that was there before is up to that account.
    if (accountId !== provisionedId('acc', invitationId)) return;
    if ((await memberships.find(accountId, userId)) !== undefined) return;
    const invitation = await this.invitation(invitationId);
    const program = await programs.find(invitation.accountId, invitation.program);
    const roleKey = invitation.roleKey ?? program?.defaultRoleKey;
    const role = roleKey === undefined ? undefined : await roles.find(accountId, roleKey);
    if (role === undefined) throw failureOf({ type: 'ProvisioningRefused' });
    if (role.rank > (await carriedRank(this.stores, invitation))) throw failureOf({ type: 'RoleCeiling' });
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
    const link = await this.stores.partnerships.find(accountId, account.partnershipId);
    await this.stores.shares.share(
      link ?? { _id: account.partnershipId, invitationId },
      own.map(({ _id }) => _id),
      { actor: BY_USHER, invitationId },
    );
    return { sharedFolders: own.length };
  }

  async removeCreatedAccount({ invitationId }: ProvisioningInput): Promise<void> {
    const { accounts, invitations, memberships, partnerships, users, workspaces } = this.stores;
    const userId = provisionedId('usr', invitationId);
    const accountId = provisionedId('acc', invitationId);
    await partnerships.undo(invitationId);
    const invitation = await invitations.findById(invitationId);
    const owner = invitation && (await users.findByEmailKey(invitation.emailKey));
    await this.removeUser(invitationId, userId);
    if (owner?.revivedBy === invitationId) await this.removeUser(invitationId, owner._id);
    // What others have come to rely on in the meantime stays.
    const [members, links] = await Promise.all([
      memberships.ofAccount(accountId),
      partnerships.activeOf(accountId),
    ]);
    if (members.length > 0 || links.length > 0) return;
    await workspaces.removeCreatedBy(invitationId, workspaceIdOf(invitationId));
    await accounts.removeCreatedBy(invitationId, accountId);
  }

  async withdrawDefaultRole({ invitationId }: ProvisioningInput): Promise<void> {
    const { memberships, partnerships } = this.stores;
    for (const membership of await memberships.createdBy(invitationId)) {
      const { accountId, userId } = membership;
      // Another invitation may have made its partner of the same account and user; it says so before it looks.
      const isNeeded = async () => (await partnerships.activeOf(accountId)).some(isOfAnother(invitationId));
      if (await isNeeded()) continue;
      await memberships.remove(accountId, userId);
      if (await isNeeded()) await memberships.add(membership);
    }
  }

  async withdrawSharedRecords({ invitationId }: ProvisioningInput): Promise<void> {
    await this.stores.shares.removeCreatedBy(invitationId);
  }

  /** A user with a membership is somebody by now, whoever made them. */
  private async removeUser(invitationId: string, userId: string): Promise<void> {
    const { memberships, sessions, users } = this.stores;
    if ((await memberships.ofUser(userId)).length > 0) return;
    await sessions.removeOfUser(userId);
    await users.removeCreatedBy(invitationId, userId);
    await users.disableRevivedBy(invitationId, userId);
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
    const [invitation, application] = await Promise.all([
      this.invitation(invitationId),
      this.stores.applications.find(invitationId, applicationRef),
    ]);
    if (application === undefined || invitation.mergedApplication === applicationRef) {
      return { invitation, application };
    }
    await this.stores.invitations.mergeApplication(invitationId, applicationRef);
    return { invitation: await this.invitation(invitationId), application };
  }

  /** An account of its own for the partner, with a workspace. */
  private async newAccount(invitation: InvitationDoc): Promise<string> {
    const { _id: invitationId, partnerName: name, country, industry } = invitation;
    const program = await this.stores.programs.find(invitation.accountId, invitation.program);
    const account = await this.stores.accounts.create({
      _id: provisionedId('acc', invitationId),
      name,
      country,
      industry,
      ...(program === undefined ? {} : { modules: program.modules }),
      createdBy: invitationId,
    });
    await this.stores.workspaces.create({
      _id: workspaceIdOf(invitationId),
      accountId: account._id,
      name,
      createdBy: invitationId,
    });
    return account._id;
  }

  /** Another invitation that made the account may have taken it back while this one was joining it. */
  private async requireStillThere(invitationId: string, { partnerAccountId, partnerUserId }: Partner) {
    const { memberships, partnerships } = this.stores;
    if ((await memberships.find(partnerAccountId, partnerUserId)) !== undefined) return;
    await partnerships.undo(invitationId);
    throw stillBeingMade();
  }
}

function isOfAnother(invitationId: string) {
  return (link: PartnershipDoc) => link.invitationId !== invitationId && link.reactivatedBy !== invitationId;
}

function workspaceIdOf(invitationId: string): string {
  return invitationId.replace(/^[^_]*/, 'wsp');
}
