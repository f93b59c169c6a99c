import {
  after,
  anyOf,
  CLEARED_WHEN_EXPIRED,
  collection,
  findOne,
  isDuplicateKey,
  lte,
  storeOf,
  updateOne,
} from '../mongo/collection';
import { newId } from '../../domain/ids';

/** A membership that an account offers to an address; nobody belongs to the account before its owner agreed. */
export interface MembershipOfferDoc {
  readonly _id: string;
  readonly accountId: string;
  /** As typed; the only form mail goes to. */
  readonly email: string;
  readonly emailKey: string;
  /** As the account typed them, whoever the address belongs to. */
  readonly firstName: string;
  readonly lastName: string;
  readonly roleKey: string;
  /** User who answers for the offer; its authority is asked for again when the offer is accepted. */
  readonly offeredBy: string;
  /** Raised by every resend; older links are dead. */
  readonly version: number;
  /** Set for the moment between the owner's yes and the membership. */
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What an account says of whom it offers a membership. */
export type NewMembershipOffer = Pick<
  MembershipOfferDoc,
  'accountId' | 'email' | 'emailKey' | 'firstName' | 'lastName' | 'roleKey' | 'offeredBy'
> & { readonly _id?: string };

/** What of an offer can be changed while nobody has accepted it. */
export type MembershipOfferChanges = Partial<
  Pick<MembershipOfferDoc, 'firstName' | 'lastName' | 'roleKey' | 'offeredBy'>
>;

/** Life of an offer from its newest e-mail, in milliseconds. */
export const MEMBERSHIP_OFFER_MS = 14 * 24 * 60 * 60 * 1000;

export const membershipOfferModel = collection<MembershipOfferDoc>(
  'membership_offers',
  {
    accountId: String,
    email: String,
    emailKey: String,
    firstName: String,
    lastName: String,
    roleKey: String,
    offeredBy: String,
    version: Number,
    acceptedBy: String,
    acceptedAt: Date,
    createdAt: Date,
    expiresAt: Date,
  },
  [
    // One offer per account and address; offers of an account.
    { keys: { accountId: 1, emailKey: 1 }, unique: true },
    // Offers to whoever signs in or asks for a new password.
    { keys: { emailKey: 1 } },
    CLEARED_WHEN_EXPIRED,
  ],
);

/** Memberships that accounts offer; an expired one is not there any more. */
export class MembershipOfferStore extends storeOf(membershipOfferModel) {
  /** Makes an offer in the place of an expired one; `undefined` when the account has one to the address. */
  async create(offer: NewMembershipOffer, now = new Date()): Promise<MembershipOfferDoc | undefined> {
    const { accountId, emailKey } = offer;
    const doc: MembershipOfferDoc = {
      ...offer,
      _id: offer._id ?? newId('off'),
      version: 1,
      acceptedBy: null,
      acceptedAt: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + MEMBERSHIP_OFFER_MS),
    };
    await this.model.deleteOne({ accountId, emailKey, expiresAt: lte(now) });
    try {
      await this.model.create([doc]);
      return doc;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async find(id: string): Promise<MembershipOfferDoc | undefined> {
    return findOne(this.model, { _id: id, ...living() });
  }

  /** The account's own offer; another account's is not found. */
  async ofAccount(accountId: string, id: string): Promise<MembershipOfferDoc | undefined> {
    const offer = await this.find(id);
    return offer?.accountId === accountId ? offer : undefined;
  }

  async listOfAccount(accountId: string): Promise<MembershipOfferDoc[]> {
    return this.model.find({ accountId, ...living() }).lean<MembershipOfferDoc[]>();
  }

  /** Offers of any account to the address, oldest first; the key is that of `parseEmailAddress`. */
  async ofAddress(emailKey: string): Promise<MembershipOfferDoc[]> {
    return this.model
      .find({ emailKey, ...living() })
      .sort({ createdAt: 1, _id: 1 })
      .lean<MembershipOfferDoc[]>();
  }

  /** Changes an offer that nobody has accepted; `undefined` when there is none. */
  async change(id: string, changes: MembershipOfferChanges): Promise<MembershipOfferDoc | undefined> {
    return this.update({ _id: id, ...unclaimed() }, { $set: { ...changes } });
  }

  /** Kills every link sent so far, lets the offer live anew and names who answers for it now. */
  async renew(id: string, offeredBy: string, now = new Date()): Promise<MembershipOfferDoc | undefined> {
    const expiresAt = new Date(now.getTime() + MEMBERSHIP_OFFER_MS);
    const change = { $set: { offeredBy, expiresAt }, $inc: { version: 1 } };
    return this.update({ _id: id, ...unclaimed() }, change);
  }

  /**
   * Notes the owner's yes: for a minute the offer can be neither withdrawn nor changed. The same user may claim
   * it again after a crash; `undefined` when it is gone or somebody else has claimed it.
   */
  async claim(id: string, userId: string): Promise<MembershipOfferDoc | undefined> {
    const open = { _id: id, acceptedBy: anyOf([null, userId]) };
    return this.update(open, { $set: { acceptedBy: userId, acceptedAt: new Date() } });
  }

  /** Like {@link claim}, but for one call alone: another one at the same moment, or after a crash, waits a minute. */
  async claimAlone(id: string, userId: string): Promise<MembershipOfferDoc | undefined> {
    const change = { $set: { acceptedBy: userId, acceptedAt: new Date() } };
    return this.update({ _id: id, ...unclaimed() }, change);
  }

  /** Gives a claimed offer back when no membership came of it. */
  async unclaim(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { acceptedBy: null, acceptedAt: null } });
  }

  /** Removes an offer that nobody has accepted; whether there was one. */
  async withdraw(id: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: id, ...unclaimed() } as never)).deletedCount === 1;
  }

  /** Removes an offer whose membership exists now. */
  async remove(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }

  /** Removes the account's offer to the address, for example when the address is erased. */
  async removeOfAddress(accountId: string, emailKey: string): Promise<void> {
    await this.model.deleteMany({ accountId, emailKey });
  }

  private async update(filter: object, change: object): Promise<MembershipOfferDoc | undefined> {
    return updateOne(this.model, { ...filter, ...living() }, change);
  }
}

/** A process that died between a yes and the membership holds up nobody for longer. */
const CLAIM_MS = 60_000;

const unclaimed = () => ({
  $or: [{ acceptedAt: null }, { acceptedAt: lte(new Date(Date.now() - CLAIM_MS)) }],
});

const living = () => ({ expiresAt: after(1, new Date()) });
