import type { InvitationLetterData, LetterReader, Recipient, TemplateOverride } from '../activities/ports';
import { provisionedId } from '../workflows/contract';
import type { InvitationDoc } from './invitation-model';
import type { ProgramDoc } from './programs';
import type { Scope } from './roles';
import type { StoreSet } from './stores';
import { displayName, type UserDoc } from './users';

type LetterStores = Pick<
  StoreSet,
  'accounts' | 'invitations' | 'memberships' | 'notes' | 'programs' | 'roles' | 'suppressions' | 'users'
>;

/** Reads fresh for every send what the e-mails of an invitation say. */
export class MongoLetterReader implements LetterReader {
  constructor(private readonly stores: LetterStores) {}

  async letterData(invitationId: string, reasonRef?: string): Promise<InvitationLetterData | undefined> {
    const { accounts, invitations, notes, programs, suppressions, users } = this.stores;
    const invitation = await invitations.findById(invitationId);
    if (invitation?.contactEmail == null) return undefined;
    const [account, inviter, program, note, suppressed, made] = await Promise.all([
      accounts.find(invitation.accountId),
      users.find(invitation.inviterId),
      programs.find(invitation.accountId, invitation.program),
      reasonRef === undefined ? undefined : notes.find(reasonRef),
      suppressions.isSuppressed(invitation.accountId, invitation.emailKey),
      users.find(provisionedId('usr', invitationId)),
    ]);
    const [approvers, receivingAdmins, sender] = await Promise.all([
      this.approvers(invitation, program),
      this.receivingAdmins(invitation),
      inviter?.status === 'active' ? inviter : this.standIn(invitation),
    ]);
    return {
      invitationId,
      accountId: invitation.accountId,
      partnerName: invitation.partnerName,
      contact: contactOf(invitation, invitation.contactEmail, made),
      inviter: sender ? recipientOf(sender) : { email: '', name: account?.name ?? '' },
      inviterAccountName: account?.name ?? '',
      ...(invitation.message === null ? {} : { message: invitation.message }),
      ...(note?.invitationId === invitationId ? { reason: note.text } : {}),
      ...setPasswordOf(made),
      locale: invitation.locale,
      brand: brandOf(program),
      override: (template, locale) => overrideOf(program, template, locale),
      suppressed,
      approvers,
      receivingAdmins,
    };
  }

  /** Whoever answers for an inviter who has left: the account's first administrator. */
  private async standIn({ accountId }: InvitationDoc): Promise<UserDoc | undefined> {
    return (await this.usersWith(accountId, 'users:write'))[0];
  }

  private async approvers(invitation: InvitationDoc, program: ProgramDoc | undefined): Promise<Recipient[]> {
    const people = await this.usersWith(invitation.accountId, 'invitations:decide');
    return people
      .filter((user) => user._id !== invitation.inviterId || program?.inviterMayApprove === true)
      .filter((user) => user.emailKey !== invitation.emailKey)
      .map(recipientOf);
  }

  private async receivingAdmins(invitation: InvitationDoc): Promise<Recipient[]> {
    if (invitation.receiverAccountId === null) return [];
    const people = await this.usersWith(invitation.receiverAccountId, 'users:write');
    return people.filter((user) => user.emailKey !== invitation.emailKey).map(recipientOf);
  }

  private async usersWith(accountId: string, scope: Scope): Promise<UserDoc[]> {
    const roles = await this.stores.roles.list(accountId);
    const keys = roles.filter((role) => role.scopes.includes(scope)).map((role) => role.key);
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
});

function contactOf(invitation: InvitationDoc, email: string, made: UserDoc | undefined) {
  const { contactFirstName, contactLastName } = invitation;
  const name = [contactFirstName, contactLastName].filter(Boolean).join(' ');
  const userId = invitation.inviteeUserId ?? made?._id;
  return {
    email,
    ...(name === '' ? {} : { name }),
    ...(contactFirstName === null ? {} : { firstName: contactFirstName }),
    ...(contactLastName === null ? {} : { lastName: contactLastName }),
    ...(userId === undefined ? {} : { userId }),
  };
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

function brandOf(program: ProgramDoc | undefined): InvitationLetterData['brand'] {
  const { logoUrl, color, senderName, replyTo } = program?.brand ?? {};
  return compact({ logoUrl, color, senderName, replyTo });
}

function overrideOf(
  program: ProgramDoc | undefined,
  template: string,
  locale: string,
): TemplateOverride | undefined {
  const found = program?.templates[template]?.[locale];
  return found === undefined ? undefined : compact(found);
}
