import { after, anyOf, collection, findOne, insertOnce, part, storeOf } from '../mongo/collection';
import { newId } from '../../domain/ids';
import type { InvitationContent } from '../../domain/invitations/invitation';

/** What the applicant may correct about themselves; the address is never among it. */
export type ApplicationContact = Partial<
  Pick<
    InvitationContent,
    'partnerName' | 'contactFirstName' | 'contactLastName' | 'phoneNumber' | 'country' | 'industry'
  >
>;

/** The answers of an invitee; the workflow carries only the ID. */
export interface ApplicationDoc {
  readonly _id: string;
  readonly invitationId: string;
  readonly contact: ApplicationContact;
  readonly customFields: Readonly<Record<string, unknown>> | null;
  /** From `hashPassword`; null when a set-password link will be mailed, and once the invitation is over. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
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
    contact: part({
      partnerName: String,
      contactFirstName: String,
      contactLastName: String,
      phoneNumber: String,
      country: String,
      industry: String,
    }),
    // Checked against the program's definitions by the API.
    customFields: {},
    passwordHash: String,
    createdAt: Date,
  },
  [
    // Erasure.
    { keys: { invitationId: 1 } },
    // The few that still hold a password.
    { keys: { passwordHash: 1 } },
  ],
);

/** Applications; written before the acceptance that refers to them is sent. */
export class ApplicationStore extends storeOf(applicationModel) {
  /** Keeps the application and returns its ID; one with the same ID stays as it is. */
  async create(application: NewApplication): Promise<string> {
    const doc: ApplicationDoc = {
      _id: application._id ?? newId('app'),
      invitationId: application.invitationId,
      contact: application.contact ?? {},
      customFields: application.customFields ?? null,
      passwordHash: application.passwordHash ?? null,
      createdAt: new Date(),
    };
    await insertOnce(this.model, doc);
    return doc._id;
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
