import { Schema, type Connection } from 'mongoose';

/** One invitation as the naive application keeps it. */
export interface NaiveInvitation {
  readonly _id: string;
  readonly partnerName: string;
  readonly contactEmail: string;
  readonly token: string;
  status: string;
}

/** The collections of the naive application. */
export function naiveStore(connection: Connection) {
  return {
    invitations: connection.model(
      'Invitation',
      new Schema<NaiveInvitation>({
        _id: String,
        partnerName: String,
        contactEmail: String,
        token: String,
        status: String,
      }).index({ token: 1 }),
    ),
    accounts: connection.model(
      'Account',
      new Schema({ _id: String, name: String, role: String, folders: [String] }),
    ),
  };
}

export type NaiveStore = ReturnType<typeof naiveStore>;
