import { anyOf, collection, findOne, insertOnce, storeOf } from '../mongo/collection';

/** A domain that an account has proven to be its own. */
export interface SsoDomainDoc {
  /** The domain: it belongs to one account at most. */
  readonly _id: string;
  readonly accountId: string;
  readonly provenAt: Date;
}

export const ssoDomainModel = collection<SsoDomainDoc>('sso_domains', { accountId: String, provenAt: Date }, [
  // Domains of an account.
  { keys: { accountId: 1 } },
]);

/** Proven domains, by which addresses find the identity provider that speaks for them. */
export class SsoDomainStore extends storeOf(ssoDomainModel) {
  async find(domain: string): Promise<SsoDomainDoc | undefined> {
    return findOne(this.model, { _id: domain });
  }

  async ofAccount(accountId: string): Promise<SsoDomainDoc[]> {
    return this.model.find({ accountId }).sort({ _id: 1 }).lean<SsoDomainDoc[]>();
  }

  /** Notes that the account has proven the domain; false when it belongs to another one already. */
  async claim(accountId: string, domain: string): Promise<boolean> {
    await insertOnce(this.model, { _id: domain, accountId, provenAt: new Date() });
    return (await this.find(domain))?.accountId === accountId;
  }

  /** Gives back the account's domains but these. */
  async keepOnly(accountId: string, domains: readonly string[]): Promise<void> {
    const others = (await this.ofAccount(accountId)).filter(({ _id }) => !domains.includes(_id));
    await this.model.deleteMany({ accountId, _id: anyOf(others.map(({ _id }) => _id)) });
  }
}
