import {
  after,
  anyOf,
  collection,
  findOne,
  insertOnce,
  isDuplicateKey,
  isSet,
  lt,
  part,
  storeOf,
} from '../mongo/collection';
import { newId } from '../../domain/ids';
import type { InvitedAs } from '../../domain/invitations/invitation';

/** What the applicant may correct about themselves; the address is never among it. */
export type ApplicationContact = Partial<Omit<InvitedAs, 'customFields'>>;

/** How it is stored, also beside what was invited. */
export const CONTACT_COLUMNS = {
  partnerName: String,
  contactFirstName: String,
  contactLastName: String,
  phoneNumber: String,
  country: String,
  industry: String,
};

/** The answers of an invitee; the workflow carries only the ID. */
export interface ApplicationDoc {
  readonly _id: string;
  readonly invitationId: string;
  readonly contact: ApplicationContact;
  readonly customFields: Readonly<Record<string, unknown>> | null;
  /** From `hashPassword`; null when a set-password link will be mailed, and once the invitation is over. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
  /** Since when it waits for the invitation that it asks for itself; of others, and once that is stored, null or absent. */
  readonly unclaimedSince?: Date | null;
}

export interface NewApplication {
  readonly _id?: string;
  readonly invitationId: string;
  readonly contact?: ApplicationContact;
  readonly customFields?: Readonly<Record<string, unknown>> | null;
  readonly passwordHash?: string | null;
}

export const applicationModel = collection<ApplicationDoc>(
  'applications',
  {
    invitationId: String,
    contact: part(CONTACT_COLUMNS),
    // Checked against the program's definitions by the API.
    customFields: {},
    passwordHash: String,
    createdAt: Date,
    unclaimedSince: Date,
  },
  [
    // Erasure.
    { keys: { invitationId: 1 } },
    // The few that still hold a password.
    { keys: { passwordHash: 1 } },
    // The few without an invitation.
    { keys: { unclaimedSince: 1 } },
  ],
);

/** Applications; written before the acceptance that refers to them is sent. */
export class ApplicationStore extends storeOf(applicationModel) {
  /** Keeps the application and returns its ID; one with the same ID stays as it is. */
  async create(application: NewApplication): Promise<string> {
    const doc = documentOf(application);
    await insertOnce(this.model, doc);
    return doc._id;
  }

  /**
   * Keeps what somebody hands in whom nobody invited, before there is an invitation. Until {@link claim} says that
   * there is one, the latest takes the place of what the same link has handed in before.
   */
  async createUnclaimed(application: NewApplication & { readonly _id: string }): Promise<void> {
    const { _id, ...rest } = documentOf(application);
    const unclaimedSince = rest.createdAt;
    try {
      const own = { _id, unclaimedSince: isSet() };
      await this.model.updateOne(own, { $set: { ...rest, unclaimedSince } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The invitation of an application is there. */
  async claim(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { unclaimedSince: null } });
  }

  /** Applications that have waited for their invitation since before then. */
  async unclaimed(before: Date, limit: number): Promise<ApplicationDoc[]> {
    const left = { unclaimedSince: lt(before) };
    return this.model.find(left).sort({ unclaimedSince: 1 }).limit(limit).lean<ApplicationDoc[]>();
  }

  /** One of that invitation. */
  async find(invitationId: string, id: string): Promise<ApplicationDoc | undefined> {
    return findOne(this.model, { _id: id, invitationId });
  }

  async ofInvitation(invitationId: string): Promise<ApplicationDoc[]> {
    return this.model.find({ invitationId }).sort({ _id: 1 }).lean<ApplicationDoc[]>();
  }

  /** Forgets the password hashes of an invitation that is over; answers and names stay. */
  async dropPasswords(invitationIds: readonly string[]): Promise<void> {
    await this.model.updateMany({ invitationId: anyOf(invitationIds) }, { $set: { passwordHash: null } });
  }

  /** Invitations of which a password hash is kept. */
  async invitationsWithPasswords(): Promise<string[]> {
    return this.model.distinct('invitationId', { passwordHash: after(1, '') });
  }

  async removeFor(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
  }
}

function documentOf({
  _id = newId('app'),
  invitationId,
  contact = {},
  customFields = null,
  passwordHash = null,
}: NewApplication): ApplicationDoc {
  return { _id, invitationId, contact, customFields, passwordHash, createdAt: new Date() };
}
