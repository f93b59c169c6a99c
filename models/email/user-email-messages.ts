import type { UserEmailData, UserEmailDataReader } from '../../domain/ports';
import type { EmailTemplate, UserEmailInput } from '../../workflows/contract';
import { compact } from './email-messages';
import type { MembershipOfferDoc } from '../accounts/membership-offers';
import { applyEmailData } from '../apply/apply-email';
import { savedTexts } from '../../domain/programs/program';
import type { StoreSet } from '../stores';
import type { UserDoc } from '../accounts/users';
import { displayName } from '../../domain/accounts/display-name';

type UserEmailStores = Pick<
  StoreSet,
  | 'accounts'
  | 'apiKeys'
  | 'applyRequests'
  | 'invitations'
  | 'membershipOffers'
  | 'memberships'
  | 'partnerships'
  | 'programs'
  | 'suppressions'
  | 'users'
>;

/** Reads fresh for every send what an e-mail to a user says. */
export class MongoUserEmailDataReader implements UserEmailDataReader {
  constructor(private readonly stores: UserEmailStores) {}

  async userEmailData(input: UserEmailInput): Promise<UserEmailData | undefined> {
    if (input.offerId !== undefined) return this.offerEmailData(input.offerId);
    if (input.applyRequestId !== undefined) return applyEmailData(this.stores, input.applyRequestId);
    const { userId, accountId, template, sample } = input;
    const [user, account] = await Promise.all([
      this.stores.users.find(userId),
      this.stores.accounts.find(accountId),
    ]);
    if (user?.status !== 'active' || account === undefined) return undefined;
    const apiKey = input.apiKeyId === undefined ? undefined : await this.apiKeyOf(accountId, input.apiKeyId);
    if (input.apiKeyId !== undefined && apiKey === undefined) return undefined;
    // News of an account are for whoever is in it, at the moment when they leave.
    const isNews = (template === 'digest' && sample === undefined) || apiKey !== undefined;
    if (isNews && (await this.stores.memberships.find(accountId, userId)) === undefined) return undefined;
    return {
      to: recipientOf(user),
      accountName: account.name,
      passwordVersion: user.passwordVersion,
      ...(apiKey && { apiKey }),
      ...(sample && { sample: await this.sampleOf(accountId, template, sample) }),
    };
  }

  /** Nothing once it was revoked or ends at no time any more. */
  private async apiKeyOf(accountId: string, id: string): Promise<UserEmailData['apiKey']> {
    const key = await this.stores.apiKeys.find(accountId, id);
    if (key === undefined || key.expiresAt === null) return undefined;
    return { name: key.name, prefix: key.prefix, expiresAt: key.expiresAt.toISOString() };
  }

  /** Whether the address is a user's is asked only here, so that who offers learns it from nothing. */
  private async offerEmailData(offerId: string): Promise<UserEmailData | undefined> {
    const offer = await this.stores.membershipOffers.find(offerId);
    if (offer === undefined) return undefined;
    const [user, account, offerer] = await Promise.all([
      this.userOf(offer),
      this.stores.accounts.find(offer.accountId),
      this.stores.users.find(offer.offeredBy),
    ]);
    if (account === undefined) return undefined;
    const { email, firstName, lastName, version, expiresAt } = offer;
    return {
      to: user ? recipientOf(user) : { email, name: displayName(offer), firstName, lastName },
      accountName: account.name,
      passwordVersion: 0,
      offer: {
        offerId,
        version,
        isUser: user !== undefined,
        offeredBy: offerer === undefined ? account.name : displayName(offerer),
        expiresAt: expiresAt.toISOString(),
      },
    };
  }

  /** Whoever has an account signs in to answer; a user without one is a new person. */
  private async userOf({ emailKey }: MembershipOfferDoc): Promise<UserDoc | undefined> {
    const user = await this.stores.users.findByEmailKey(emailKey);
    const memberships = user === undefined ? [] : await this.stores.memberships.ofUser(user._id);
    return memberships.length > 0 ? user : undefined;
  }

  private async sampleOf(
    accountId: string,
    template: EmailTemplate,
    { program: key, locale }: NonNullable<UserEmailInput['sample']>,
  ) {
    const program = await this.stores.programs.find(accountId, key);
    const texts = program && savedTexts(program, template, locale);
    return { locale, brand: program?.brand ?? {}, texts: texts ?? {} };
  }
}

function recipientOf(user: UserDoc): UserEmailData['to'] {
  const { _id: userId, email, firstName, lastName, locale } = user;
  return { userId, email, name: displayName(user), ...compact({ firstName, lastName, locale }) };
}
