import type { Connection } from 'mongoose';
import { addressMark, addressMarks } from '../../domain/security/address-mark';
import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';
import { newId } from '../../domain/ids';
import { anyOf, CLEARED_WHEN_EXPIRED, collection, findOne, storeOf } from '../mongo/collection';
import { type Resealed, resealAll } from '../mongo/reseal';

/** Somebody typed an address on a public page; nothing is known of who did before its owner opens the link. */
interface ApplyRequestDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly program: string;
  /** The address as typed, sealed: read only to mail to it and to hold the link against it. */
  readonly sealedEmail: string;
  /** Finds it for erasure. */
  readonly addressMark: string;
  readonly locale: string;
  /** False where the address was asked for too often: then nobody is mailed. */
  readonly mayMail: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What is asked for on a public page. */
export interface NewApplyRequest extends Pick<
  ApplyRequestDoc,
  'accountId' | 'program' | 'locale' | 'mayMail'
> {
  readonly email: string;
  /** Normal form of the address. */
  readonly emailKey: string;
}

/** A request that has not expired, with its address opened. */
export interface ApplyRequest extends Omit<ApplyRequestDoc, 'sealedEmail' | 'addressMark'> {
  readonly email: string;
}

/** How long the mailed link opens the form, in milliseconds. */
export const APPLY_LINK_MS = 24 * 60 * 60 * 1000;

export const applyRequestModel = collection<ApplyRequestDoc>(
  'apply_requests',
  {
    accountId: String,
    program: String,
    sealedEmail: String,
    addressMark: String,
    locale: String,
    mayMail: Boolean,
    createdAt: Date,
    expiresAt: Date,
  },
  [{ keys: { addressMark: 1 } }, CLEARED_WHEN_EXPIRED],
);

const PURPOSE = 'apply-request';

/** Requests for a link to apply; an expired one is not there any more. */
export class ApplyRequestStore extends storeOf(applyRequestModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  /** Keeps a request; returns its ID. */
  async create({ email, emailKey, ...request }: NewApplyRequest, now = new Date()): Promise<string> {
    const doc: ApplyRequestDoc = {
      _id: newId('apl'),
      ...request,
      sealedEmail: seal(email, this.secret, PURPOSE),
      addressMark: addressMark(emailKey, this.secret),
      createdAt: now,
      expiresAt: new Date(now.getTime() + APPLY_LINK_MS),
    };
    await this.model.create([doc]);
    return doc._id;
  }

  /** Across accounts: for the link and its e-mail. */
  async find(id: string, now = new Date()): Promise<ApplyRequest | undefined> {
    const found = await findOne(this.model, { _id: id });
    if (found === undefined || found.expiresAt <= now) return undefined;
    const { sealedEmail, addressMark: _mark, ...request } = found;
    return { ...request, email: unseal(sealedEmail, this.secret, PURPOSE) };
  }

  /** The IDs of what was asked for an address on the pages of the account. */
  async ofAddress(accountId: string, emailKey: string): Promise<string[]> {
    return this.model.distinct('_id', { accountId, addressMark: anyOf(addressMarks(emailKey, this.secret)) });
  }

  /** Seals every address anew that an older secret sealed. */
  async reseal(): Promise<Resealed> {
    return resealAll(this.model, { ring: this.secret, purpose: PURPOSE, member: 'sealedEmail' });
  }

  /** Forgets what was asked for an address on the pages of the account. */
  async removeOfAddress(accountId: string, emailKey: string): Promise<void> {
    await this.model.deleteMany({ accountId, addressMark: anyOf(addressMarks(emailKey, this.secret)) });
  }
}
