import type { Provisioner } from '../../domain/ports';
import {
  failureOf,
  provisionedId,
  type CreateAccountInput,
  type ProvisionedAccount,
  type ProvisioningInput,
  type ProvisioningStepInput,
} from '../../workflows/contract';
import { carriesRank } from '../accounts/authority';
import { isContentHash } from '../../domain/invitations/content-hash';
import type { KeyRing } from '../../domain/security/key-ring';
import type { InvitationDoc } from '../invitations/invitation-model';
import { BY_USHER } from './partnership-events';
import type { MembershipDoc } from '../accounts/memberships';
import type { UserDoc } from '../accounts/users';
import { isMadeBy, PartnerFinder, stillBeingMade } from './partner-finder';
import { AddablePartners } from './addable-partners';
import { ADDED_ROLE } from '../../domain/invitations/added-user';
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
  private readonly addable: AddablePartners;

  constructor(
    private readonly stores: StoreSet,
    private readonly secret: KeyRing,
  ) {
    this.finder = new PartnerFinder(stores);
    this.addable = new AddablePartners(stores);
  }

  /** The read model comes last: whoever took the decision has written it by then, as a rule. */
  async createAccount({ record, ...input }: CreateAccountInput): Promise<ProvisionedAccount> {
    try {
      return await this.makePartner(input);
    } finally {
      if (record !== undefined) await this.stores.invitations.record(record);
    }
  }

  private async makePartner(input: ProvisioningInput): Promise<ProvisionedAccount> {
    const { invitation, application } = await this.load(input);
    const { addToPartnershipId = null } = input;
    const { contentHash: approved } = input;
    if (
      approved !== undefined &&
      !isContentHash(approved, { ...invitation, addToPartnershipId }, this.secret)
    ) {
      throw failureOf({ type: 'ContentChanged' });
    }
    if (addToPartnershipId !== null) {
      const { _id, partnerAccountId } = await this.chosenPartner(invitation, addToPartnershipId);
      const person = await this.finder.findPerson(input, invitation, application);
      await this.requireAgreed(invitation, addToPartnershipId, { partnerAccountId, person });
      return { partnerAccountId, partnerUserId: person._id, partnershipId: _id };
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

  async assignDefaultRole(input: ProvisioningStepInput): Promise<void> {
    const { invitationId, account, addToPartnershipId } = input;
    const { memberships, programs, roles } = this.stores;
    const { partnerAccountId: accountId, partnerUserId: userId } = account;
    // Who is in an account that was there before is up to that account, unless somebody chose to add to it.
    const isAdded = addToPartnershipId !== undefined;
    if (!isAdded && accountId !== provisionedId('acc', invitationId)) return;
    if ((await memberships.find(accountId, userId)) !== undefined) return;
    const invitation = await this.invitation(invitationId);
    if (isAdded) await this.chosenPartner(invitation, addToPartnershipId);
    const program = await programs.find(invitation.accountId, invitation.program);
    const roleKey = isAdded ? ADDED_ROLE : (invitation.roleKey ?? program?.defaultRoleKey);
    const role = roleKey === undefined ? undefined : await roles.find(accountId, roleKey);
    if (role === undefined) throw failureOf({ type: 'ProvisioningRefused' });
    if (!(await carriesRank(this.stores, invitation, role.rank))) throw failureOf({ type: 'RoleCeiling' });
    if (isAdded) await this.noteAdded(invitationId, { accountId, userId, roleKey: role.key });
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
    const own = folders.filter((folder) => folder.workspaceId === workspace?._id);
    // One that is there no more was deleted since; one of somebody else was never theirs to share.
    if (workspace === undefined || own.length !== folders.length) {
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
      if (accountId !== provisionedId('acc', invitationId)) {
        // Added to a partner that goes on without them.
        await memberships.remove(accountId, userId);
        continue;
      }
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

  /** Who is somebody already knew what they accepted: the inviter's choice. What others chose later is for new people. */
  private async requireAgreed(
    { _id, workflowInput }: InvitationDoc,
    partnershipId: string,
    { partnerAccountId, person }: { readonly partnerAccountId: string; readonly person: UserDoc },
  ): Promise<void> {
    if (partnershipId === workflowInput.addToPartnershipId || isMadeBy(_id, person)) return;
    const isMember = (await this.stores.memberships.find(partnerAccountId, person._id)) !== undefined;
    if (!isMember) throw failureOf({ type: 'PartnerUnavailable' });
  }

  /** The partner's own audit log says that somebody was let in. */
  private async noteAdded(
    invitationId: string,
    { accountId, userId, roleKey }: Pick<MembershipDoc, 'accountId' | 'userId' | 'roleKey'>,
  ): Promise<void> {
    await this.stores.auditLog.append(accountId, [
      {
        key: `${invitationId}:user-added`,
        at: new Date(),
        type: 'user_added_by_invitation',
        actor: { kind: 'system', id: 'usher' },
        target: { kind: 'user', id: userId },
        after: { invitationId, roleKey },
      },
    ]);
  }

  /** Looked at by every step, because the partner may have gone or have been switched off since it was chosen. */
  private async chosenPartner({ accountId }: InvitationDoc, partnershipId: string): Promise<PartnershipDoc> {
    const partnership = await this.addable.find(accountId, partnershipId);
    if (partnership === undefined) throw failureOf({ type: 'PartnerUnavailable' });
    return partnership;
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
