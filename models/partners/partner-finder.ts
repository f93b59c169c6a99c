import { ApplicationFailure } from '@temporalio/common';
import {
  failureOf,
  isTerminal,
  provisionedId,
  type InvitationStatus,
  type ProvisioningInput,
} from '../../workflows/contract';
import type { ApplicationDoc } from '../invitations/applications';
import type { InvitationDoc } from '../invitations/invitation-model';
import type { MembershipDoc } from '../accounts/memberships';
import { ownAccount } from '../invitations/receiving';
import type { StoreSet } from '../stores';
import { isBeingMade, type UserDoc } from '../accounts/users';

type FinderStores = Pick<
  StoreSet,
  'apiKeys' | 'invitations' | 'memberships' | 'partnerships' | 'sessions' | 'users'
>;

/** Who becomes the partner; without an account a new one has to be made. */
export interface FoundPartner {
  readonly user: UserDoc;
  readonly accountId: string | undefined;
}

/** Another invitation is making the same person at this moment; it is over soon, one way or the other. */
export const stillBeingMade = (): ApplicationFailure =>
  ApplicationFailure.retryable('Another invitation is setting up the same person.', 'ProvisioningBusy');

/** Whether the invitation made the user, or brought back one without any membership. */
export function isMadeBy(
  invitationId: string,
  user: Pick<UserDoc, '_id' | 'revivedBy'> | undefined,
): boolean {
  return user?._id === provisionedId('usr', invitationId) || user?.revivedBy === invitationId;
}

/**
 * Finds the person who accepted, or makes one, and the account that joins. The link and the sign-in both prove
 * the address, so a user who owns it by now is joined as they are: name and password stay.
 */
export class PartnerFinder {
  constructor(private readonly stores: FinderStores) {}

  /** @throws the contract's `failureOf(...)` for what can never succeed; anything else may pass */
  async find(
    input: ProvisioningInput,
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<FoundPartner> {
    const owner = await this.ownerOf(input, invitation);
    const user = await this.personFrom(owner, input, invitation, application);
    // Somebody who was just made is nowhere yet.
    if (owner === undefined) return { user, accountId: undefined };
    const memberships = await this.stores.memberships.ofUser(user._id);
    return { user, accountId: await this.accountFor(memberships, input, invitation) };
  }

  /**
   * The person alone, for an account that somebody chose.
   *
   * @throws as {@link find}
   */
  async findPerson(
    { partnerAccountId: _acceptedFor, ...input }: ProvisioningInput,
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<UserDoc> {
    return this.personFrom(await this.ownerOf(input, invitation), input, invitation, application);
  }

  /** The user who owns the address, if there is one; whoever accepted signed in has to be it. */
  private async ownerOf(input: ProvisioningInput, invitation: InvitationDoc): Promise<UserDoc | undefined> {
    if (invitation.contactEmail === null) throw failureOf({ type: 'InvitationMissing' });
    const owner = await this.stores.users.findByEmailKey(invitation.emailKey);
    if (input.acceptedBy.kind === 'user') await this.requireReceiver(input, invitation, owner);
    return owner;
  }

  /** Who accepted signed in owns the address, and is in the account that was accepted for, still. */
  private async requireReceiver(
    { acceptedBy, partnerAccountId }: ProvisioningInput,
    { accountId }: InvitationDoc,
    owner: UserDoc | undefined,
  ): Promise<void> {
    const isMember = async (joins: string) =>
      (await this.stores.memberships.find(joins, acceptedBy.id)) !== undefined && joins !== accountId;
    const isReceiver = owner?._id === acceptedBy.id;
    if (isReceiver && (partnerAccountId === undefined || (await isMember(partnerAccountId)))) return;
    throw failureOf({ type: 'ProvisioningRefused' });
  }

  private async personFrom(
    owner: UserDoc | undefined,
    { acceptedBy }: ProvisioningInput,
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<UserDoc> {
    if (owner === undefined) return this.newPerson(invitation, application);
    const memberships = await this.stores.memberships.ofUser(owner._id);
    if (owner.status === 'active') {
      const ours = isMadeBy(invitation._id, owner);
      // Whoever decides in the Temporal CLI proves no address.
      const proven = ours || acceptedBy.kind === 'invitee' || acceptedBy.kind === 'user';
      if (memberships.length > 0 && !proven) throw failureOf({ type: 'EmailAlreadyRegistered' });
      if (memberships.length > 0 || owner._id === provisionedId('usr', invitation._id)) return owner;
      if (!ours && (await this.isMadeElsewhere(owner))) throw stillBeingMade();
    }
    return this.revived(owner, invitation, application);
  }

  private async newPerson(
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<UserDoc> {
    const made = await this.stores.users.create({
      _id: provisionedId('usr', invitation._id),
      email: invitation.contactEmail ?? '',
      ...personal(invitation, application),
      createdBy: invitation._id,
    });
    if (!made.ok) throw stillBeingMade();
    return made.user;
  }

  /** Somebody without any membership counts as nobody: nothing of the former access stays. */
  private async revived(
    owner: UserDoc,
    invitation: InvitationDoc,
    application: ApplicationDoc | undefined,
  ): Promise<UserDoc> {
    const { apiKeys, sessions, users } = this.stores;
    const isDone = owner.status === 'active' && owner.revivedBy === invitation._id;
    const person = { ...personal(invitation, application), invitationId: invitation._id };
    if (!isDone && !(await users.revive(owner, person))) throw stillBeingMade();
    await sessions.removeOfUser(owner._id);
    await apiKeys.revokeEverywhereOf(owner._id);
    return owner;
  }

  /** Between making a user and that user's membership lies a moment in which it looks like nobody. */
  private async isMadeElsewhere(user: UserDoc): Promise<boolean> {
    const maker = user.revivedBy ?? user.createdBy;
    // The link of an offer.
    if (maker === null) return isBeingMade(user);
    const invitation = await this.stores.invitations.findById(maker);
    return invitation !== undefined && isUnderWay(invitation.status);
  }

  /** The account that was accepted for, as approved; without one an account of the person's own. */
  private async accountFor(
    memberships: readonly MembershipDoc[],
    { acceptedBy, partnerAccountId }: ProvisioningInput,
    { _id, accountId }: InvitationDoc,
  ): Promise<string | undefined> {
    if (acceptedBy.kind === 'user' && partnerAccountId !== undefined) return partnerAccountId;
    const made = provisionedId('acc', _id);
    const linked = await this.stores.partnerships.find(accountId, provisionedId('prt', _id));
    // A step that runs again stays with what it chose before.
    const chosen = linked?.partnerAccountId ?? ownAccount(memberships, accountId);
    return chosen === made ? undefined : chosen;
  }
}

function isUnderWay(status: InvitationStatus): boolean {
  return !isTerminal(status) && status !== 'failed';
}

function personal(invitation: InvitationDoc, application: ApplicationDoc | undefined) {
  return {
    firstName: invitation.contactFirstName,
    lastName: invitation.contactLastName,
    phoneNumber: invitation.phoneNumber,
    passwordHash: application?.passwordHash ?? null,
  };
}
