import type { Connection } from 'mongoose';
import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';
import { anyOf, collection, findOne, storeOf } from '../mongo/collection';
import { type Resealed, resealAll } from '../mongo/reseal';

/** The identity provider of an account. */
export interface SsoConnectionDoc {
  /** That of the account. */
  readonly _id: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Encrypted; null for a client without one. */
  readonly sealedSecret: string | null;
  /** Domains of addresses that it may speak for, once each is proven. */
  readonly domains: readonly string[];
  /** Members sign in by it and by no password. */
  readonly enforced: boolean;
  /** Addresses of the domains count although the provider says nothing of whether it verified them; absent is no. */
  readonly trustsAddresses?: boolean;
  readonly updatedAt: Date;
}

/** What an administrator says of the identity provider; without a secret the one that is kept stays. */
export interface SsoSettings extends Pick<
  SsoConnectionDoc,
  'issuer' | 'clientId' | 'domains' | 'enforced' | 'trustsAddresses'
> {
  readonly clientSecret: string | null | undefined;
}

export const ssoConnectionModel = collection<SsoConnectionDoc>('sso_connections', {
  issuer: String,
  clientId: String,
  sealedSecret: String,
  domains: [String],
  enforced: Boolean,
  trustsAddresses: Boolean,
  updatedAt: Date,
});

const PURPOSE = 'sso-client-secret';

/** Identity providers by which members of an account sign in. */
export class SsoConnectionStore extends storeOf(ssoConnectionModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  async find(accountId: string): Promise<SsoConnectionDoc | undefined> {
    return findOne(this.model, { _id: accountId });
  }

  /** Those of the accounts whose members sign in by their identity provider alone. */
  async enforcedAmong(accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.model
      .find({ _id: anyOf(accountIds), enforced: true })
      .select('_id')
      .lean<{ _id: string }[]>();
    return new Set(found.map(({ _id }) => _id));
  }

  async put(
    accountId: string,
    { clientSecret, domains, ...settings }: SsoSettings,
  ): Promise<SsoConnectionDoc> {
    const sealed =
      clientSecret === undefined
        ? {}
        : { sealedSecret: clientSecret === null ? null : seal(clientSecret, this.secret, PURPOSE) };
    const changes = { ...settings, ...sealed, domains: [...domains], updatedAt: new Date() };
    return this.model
      .findOneAndUpdate({ _id: accountId }, { $set: changes }, { upsert: true, returnDocument: 'after' })
      .orFail()
      .lean<SsoConnectionDoc>();
  }

  async remove(accountId: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: accountId })).deletedCount === 1;
  }

  /** Seals every secret of a client anew that an older secret sealed. */
  async reseal(): Promise<Resealed> {
    return resealAll(this.model, { ring: this.secret, purpose: PURPOSE, member: 'sealedSecret' });
  }

  /** The secret of the client as the identity provider knows it. */
  clientSecret({ sealedSecret }: SsoConnectionDoc): string | null {
    return sealedSecret === null ? null : unseal(sealedSecret, this.secret, PURPOSE);
  }
}
