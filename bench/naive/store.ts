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
  const text = { type: String, required: true };
  return {
    invitations: connection.model(
      'Invitation',
      new Schema<NaiveInvitation>({
        _id: text,
        partnerName: text,
        contactEmail: text,
        token: { ...text, index: true },
        status: text,
      }),
    ),
    accounts: connection.model(
      'Account',
      new Schema({ _id: text, name: text, role: String, folders: [String] }),
    ),
  };
}

export type NaiveStore = ReturnType<typeof naiveStore>;
