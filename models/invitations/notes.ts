import type { Connection, Model } from 'mongoose';
import { defineModel, insertOnce, anyOf } from '../mongo/collection';

/** Free text of a decision; the workflow carries only its ID. */
export interface NoteDoc {
  /** The decision ID. */
  readonly _id: string;
  readonly accountId: string;
  readonly invitationId: string;
  readonly text: string;
  readonly createdAt: Date;
}

export const noteModel = (connection: Connection): Model<NoteDoc> =>
  defineModel<NoteDoc>(
    connection,
    'notes',
    { accountId: String, invitationId: String, text: String, createdAt: Date },
    // Notes of an invitation, for its timeline and for erasure.
    [{ keys: { invitationId: 1 } }],
  );

/** Reasons and remarks; written before the decision that refers to them is sent. */
export class NoteStore {
  private readonly model: Model<NoteDoc>;
  constructor(connection: Connection) {
    this.model = noteModel(connection);
  }

  /** Keeps the text under the decision's ID; the first text stays. Returns the reference. */
  async keep(note: Omit<NoteDoc, 'createdAt'>): Promise<string> {
    await insertOnce(this.model, { ...note, createdAt: new Date() });
    return note._id;
  }

  async find(id: string): Promise<NoteDoc | undefined> {
    return (await this.model.findOne({ _id: id }).lean<NoteDoc>()) ?? undefined;
  }

  async findMany(ids: readonly string[]): Promise<NoteDoc[]> {
    return this.model.find({ _id: anyOf(ids) }).lean<NoteDoc[]>();
  }

  async ofInvitation(invitationId: string): Promise<NoteDoc[]> {
    return this.model.find({ invitationId }).sort({ createdAt: 1, _id: 1 }).lean<NoteDoc[]>();
  }

  async removeFor(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
  }
}
