import type { UserLetterData, UserLetterReader } from '../activities/ports';
import type { UserEmailInput } from '../workflows/contract';
import { compact } from './letters';
import { savedTexts } from './programs';
import type { StoreSet } from './stores';
import { displayName } from './users';

/** Reads fresh for every send what an e-mail to a user says. */
export class MongoUserLetterReader implements UserLetterReader {
  constructor(private readonly stores: Pick<StoreSet, 'accounts' | 'programs' | 'users'>) {}

  async userLetter({
    userId,
    accountId,
    template,
    sample,
  }: UserEmailInput): Promise<UserLetterData | undefined> {
    const [user, account] = await Promise.all([
      this.stores.users.find(userId),
      this.stores.accounts.find(accountId),
    ]);
    if (user?.status !== 'active' || account === undefined) return undefined;
    return {
      to: {
        userId,
        email: user.email,
        name: displayName(user),
        ...(user.firstName && { firstName: user.firstName }),
        ...(user.lastName && { lastName: user.lastName }),
      },
      accountName: account.name,
      passwordVersion: user.passwordVersion,
      ...(sample && { sample: await this.sampleOf(accountId, template, sample) }),
    };
  }

  private async sampleOf(
    accountId: string,
    template: string,
    { program: key, locale }: NonNullable<UserEmailInput['sample']>,
  ) {
    const program = await this.stores.programs.find(accountId, key);
    const texts = program && savedTexts(program, template, locale);
    return { locale, brand: compact(program?.brand ?? {}), texts: compact(texts ?? {}) };
  }
}
