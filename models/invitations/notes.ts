import { anyOf, collection, findOne, insertOnce, storeOf } from '../mongo/collection';

/** Free text of a decision; the workflow carries only its ID. */
export interface NoteDoc {
  /** The decision ID. */
  readonly _id: string;
  readonly accountId: string;
  readonly invitationId: string;
  readonly text: string;
  readonly createdAt: Date;
}

export const noteModel = collection<NoteDoc>(
  'notes',
  { accountId: String, invitationId: String, text: String, createdAt: Date },
  // Notes of an invitation, for its timeline and for erasure.
  [{ keys: { invitationId: 1 } }],
);

/** Reasons and remarks; written before the decision that refers to them is sent. */
export class NoteStore extends storeOf(noteModel) {
  /** Keeps the text under the decision's ID; the first text stays. Returns the reference. */
  async keep(note: Omit<NoteDoc, 'createdAt'>): Promise<string> {
    await insertOnce(this.model, { ...note, createdAt: new Date() });
    return note._id;
  }

  /** What the note says, if it is one of that invitation. */
  async textOf(invitationId: string, reference: string | null | undefined): Promise<string | null> {
    if (reference === null || reference === undefined) return null;
    return (await findOne(this.model, { _id: reference, invitationId }))?.text ?? null;
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
