import type { Connection } from 'mongoose';
import { collection, findOne, insertOrFind, lt, storeOf } from '../mongo/collection';
import { type Resealed, resealAll } from '../mongo/reseal';
import { newId } from '../../domain/ids';
import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';

/** Somebody's wish to be forgotten by one account. */
export interface PrivacyRequestDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly requestedBy: string;
  /** The normalised address, encrypted; null once it is done. */
  readonly sealedAddress: string | null;
  readonly status: 'running' | 'completed';
  readonly erasedInvitations: number;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

export const privacyRequestModel = collection<PrivacyRequestDoc>(
  'privacy_requests',
  {
    accountId: String,
    requestedBy: String,
    sealedAddress: String,
    status: String,
    erasedInvitations: Number,
    createdAt: Date,
    completedAt: Date,
  },
  // Those whose workflow was never started.
  [{ keys: { status: 1, createdAt: 1 } }],
);

const PURPOSE = 'privacy-request';

/** Requests to erase. The address is here and nowhere else, so that no workflow ever holds it. */
export class PrivacyRequestStore extends storeOf(privacyRequestModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  /** Repeating it with the same `_id` returns the stored one. */
  async create(input: {
    _id?: string;
    accountId: string;
    requestedBy: string;
    emailKey: string;
  }): Promise<PrivacyRequestDoc> {
    const doc: PrivacyRequestDoc = {
      _id: input._id ?? newId('prv'),
      accountId: input.accountId,
      requestedBy: input.requestedBy,
      sealedAddress: seal(input.emailKey, this.secret, PURPOSE),
      status: 'running',
      erasedInvitations: 0,
      createdAt: new Date(),
      completedAt: null,
    };
    return insertOrFind(this.model, doc);
  }

  /** The account's own request. */
  async find(accountId: string, id: string): Promise<PrivacyRequestDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  /** For the workflow's side: whose address it is about; `undefined` once it is done. */
  async open(id: string): Promise<{ accountId: string; emailKey: string } | undefined> {
    const found = await this.model.findOne({ _id: id }).lean<PrivacyRequestDoc>();
    if (found?.sealedAddress == null) return undefined;
    return { accountId: found.accountId, emailKey: unseal(found.sealedAddress, this.secret, PURPOSE) };
  }

  /** Forgets the address. Safe to repeat. */
  async complete(id: string, erasedInvitations: number): Promise<void> {
    const set = {
      status: 'completed',
      sealedAddress: null,
      erasedInvitations,
      completedAt: new Date(),
    } as const;
    await this.model.updateOne({ _id: id, status: 'running' }, { $set: set });
  }

  /** Seals every address anew that an older secret sealed. */
  async reseal(): Promise<Resealed> {
    return resealAll(this.model, { ring: this.secret, purpose: PURPOSE, member: 'sealedAddress' });
  }

  /** Requests older than this that are not done; most are under way. */
  async unfinished(olderThanMs: number, limit: number): Promise<PrivacyRequestDoc[]> {
    const filter = { status: 'running' as const, createdAt: lt(new Date(Date.now() - olderThanMs)) };
    return this.model.find(filter).sort({ createdAt: 1 }).limit(limit).lean<PrivacyRequestDoc[]>();
  }
}
