import type {
  InvitationEmailData,
  EmailOccasion,
  EmailDataReader,
  Recipient,
  RecipientGroup,
} from '../../domain/ports';
import { provisionedId } from '../../workflows/contract';
import { neededRank } from '../accounts/authority';
import type { InvitationDoc } from '../invitations/invitation-model';
import { homeAccount, type ExistingUser } from '../invitations/receiving';
import { isMadeBy } from '../partners/partner-finder';
import type { ProgramDoc } from '../programs/programs';
import type { Role, Scope } from '../../domain/accounts/roles';
import type { StoreSet } from '../stores';
import { isUndeliverable } from './suppressions';
import type { UserDoc } from '../accounts/users';
import { displayName } from '../../domain/accounts/display-name';

/** Reads fresh for every send what the e-mails of an invitation say. */
export class MongoEmailDataReader implements EmailDataReader {
  constructor(private readonly stores: StoreSet) {}

  async emailData(
    invitationId: string,
    occasion: EmailOccasion = {},
  ): Promise<InvitationEmailData | undefined> {
    const { reasonRef } = occasion;
    const { accounts, invitations, notes, programs, receiving, suppressions, users } = this.stores;
    const invitation = await invitations.findById(invitationId);
    if (invitation?.contactEmail == null) return undefined;
    const [account, program, reason, suppressed, owner] = await Promise.all([
      accounts.find(invitation.accountId),
      programs.find(invitation.accountId, invitation.program),
      notes.textOf(invitationId, reasonRef),
      suppressions.find(invitation.accountId, invitation.emailKey),
      users.findByEmailKey(invitation.emailKey),
    ]);
    const receiver = await receiving.ableToSignIn(owner);
    const made = isMadeBy(invitationId, owner) ? owner : undefined;
    const [sender, groups] = await Promise.all([
      this.answerable(invitation),
      this.groups(invitation, program, receiver, occasion),
    ]);
    return {
      invitationId,
      accountId: invitation.accountId,
      partnerName: invitation.partnerName,
      contact: contactOf(invitation, invitation.contactEmail, receiver?.user ?? made),
      inviter: sender ? recipientOf(sender) : { email: '', name: account?.name ?? '' },
      inviterAccountName: account?.name ?? '',
      applied: invitation.origin === 'application',
      ...compact({ message: invitation.message, reason }),
      ...setPasswordOf(made),
      locale: invitation.locale,
      brand: program?.brand ?? {},
      override: (template, locale) => program?.templates[template]?.[locale],
      suppressed: suppressed !== undefined,
      undeliverable: suppressed !== undefined && isUndeliverable(suppressed),
      fromImport: typeof invitation.importId === 'string',
      ...groups,
    };
  }

  /** People of the groups that are asked for. */
  private async groups(
    invitation: InvitationDoc,
    program: ProgramDoc | undefined,
    receiver: ExistingUser | undefined,
    { partnerAccountId, groups = [] }: EmailOccasion,
  ): Promise<Record<RecipientGroup, Recipient[]>> {
    const homeAccountId = receiver && homeAccount(receiver.memberships, invitation.accountId);
    const among = (group: RecipientGroup, read: () => Promise<Recipient[]>) =>
      groups.includes(group) ? read() : [];
    const [approvers, administrators, assignee, retriers, receivingAdmins, joiningAdmins] = await Promise.all(
      [
        among('approvers', () => this.approvers(invitation, program)),
        among('administrators', () => this.adminsOf(invitation.accountId, invitation)),
        among('assignee', () => this.assignee(invitation, program)),
        among('retriers', () => this.retriers(invitation)),
        among('receivingAdmins', () => this.adminsOf(homeAccountId, invitation)),
        among('joiningAdmins', () => this.adminsOf(joined(invitation._id, partnerAccountId), invitation)),
      ],
    );
    return { approvers, administrators, assignee, retriers, receivingAdmins, joiningAdmins };
  }

  /** Whoever is responsible, the inviter, or the account's first administrator: the first who is in the account. */
  private async answerable(invitation: InvitationDoc): Promise<UserDoc | undefined> {
    const { accountId, inviterId, responsibleId } = invitation;
    for (const userId of [responsibleId ?? inviterId, inviterId]) {
      const [user, membership] = await Promise.all([
        this.stores.users.find(userId),
        this.stores.memberships.find(accountId, userId),
      ]);
      if (user?.status === 'active' && membership !== undefined) return user;
    }
    return (await this.usersWith(accountId, 'users:write'))[0];
  }

  private async approvers(invitation: InvitationDoc, program: ProgramDoc | undefined): Promise<Recipient[]> {
    const people = await this.usersWith(invitation.accountId, 'invitations:decide');
    return people
      .filter((user) => user._id !== invitation.inviterId || program?.inviterMayApprove === true)
      .filter((user) => user.emailKey !== invitation.emailKey)
      .map(recipientOf);
  }

  /** Nobody, once whoever it is assigned to may not decide about it any more. */
  private async assignee(invitation: InvitationDoc, program: ProgramDoc | undefined): Promise<Recipient[]> {
    const people = await this.approvers(invitation, program);
    return people.filter(({ userId }) => userId === invitation.assigneeId);
  }

  /** Who can have provisioning tried again by scope and rank: administrators, or others where none of them can. */
  private async retriers(invitation: InvitationDoc): Promise<Recipient[]> {
    const { accountId } = invitation;
    const needed = await neededRank(this.stores, invitation);
    const able = await this.usersIn(
      accountId,
      ({ scopes, rank }) => scopes.includes('invitations:retry') && rank >= needed,
    );
    const administrators = new Set((await this.usersWith(accountId, 'users:write')).map(({ _id }) => _id));
    const administering = able.filter(({ _id }) => administrators.has(_id));
    return (administering.length > 0 ? administering : able).map(recipientOf);
  }

  /** Who administers the account, but for the invited person. */
  private async adminsOf(accountId: string | undefined, { emailKey }: InvitationDoc): Promise<Recipient[]> {
    if (accountId === undefined) return [];
    const people = await this.usersWith(accountId, 'users:write');
    return people.filter((user) => user.emailKey !== emailKey).map(recipientOf);
  }

  private usersWith(accountId: string, scope: Scope): Promise<UserDoc[]> {
    return this.usersIn(accountId, ({ scopes }) => scopes.includes(scope));
  }

  private async usersIn(accountId: string, wanted: (role: Role) => boolean): Promise<UserDoc[]> {
    const roles = await this.stores.roles.list(accountId);
    const keys = roles.filter(wanted).map((role) => role.key);
    const members = await this.stores.memberships.ofAccount(accountId, keys);
    const users = await this.stores.users.findMany(members.map((member) => member.userId));
    const byId = new Map(users.map((user) => [user._id, user]));
    const inOrder = members.map((member) => byId.get(member.userId));
    return inOrder.filter((user) => user?.status === 'active') as UserDoc[];
  }
}

const recipientOf = (user: UserDoc): Recipient => ({
  email: user.email,
  name: displayName(user),
  userId: user._id,
  ...compact({ locale: user.locale }),
});

/** The account that joins, if it was there before the invitation. */
function joined(invitationId: string, partnerAccountId: string | undefined): string | undefined {
  return partnerAccountId === provisionedId('acc', invitationId) ? undefined : partnerAccountId;
}

function contactOf(invitation: InvitationDoc, email: string, user: UserDoc | undefined) {
  const { contactFirstName, contactLastName } = invitation;
  const name = [contactFirstName, contactLastName].filter(Boolean).join(' ') || undefined;
  const known = { name, firstName: contactFirstName, lastName: contactLastName, userId: user?._id };
  return { email, ...compact(known) };
}

function setPasswordOf(made: UserDoc | undefined) {
  if (made === undefined || made.passwordHash !== null) return {};
  return { setPassword: { userId: made._id, passwordVersion: made.passwordVersion } };
}

/** Copies only what is set, as the port's exact optional members ask for. */
export function compact<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const set = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(set) as { [K in keyof T]?: NonNullable<T[K]> };
}
