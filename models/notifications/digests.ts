import type { DigestRef } from '../../domain/notifications/notices';
import { collection, insertOnce, lte, storeOf } from '../mongo/collection';

/** A digest that will leave; `_id` is the ID of its message. */
export interface DigestDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly userId: string;
  readonly dueAt: Date;
}

export const digestModel = collection<DigestDoc>(
  'digests',
  { accountId: String, userId: String, dueAt: Date },
  // Whose time has come.
  [{ keys: { dueAt: 1, _id: 1 } }],
);

/** Digests that have not left yet. */
export class DigestStore extends storeOf(digestModel) {
  async open({ digestId, accountId, userId }: DigestRef, dueAt: Date): Promise<void> {
    await insertOnce(this.model, { _id: digestId, accountId, userId, dueAt });
  }

  /** Across accounts: those whose time came before, the oldest first. */
  async due(before: Date, limit: number): Promise<DigestRef[]> {
    const found = this.model.find({ dueAt: lte(before) }).sort({ dueAt: 1, _id: 1 });
    const docs = await found.limit(limit).lean<DigestDoc[]>();
    return docs.map(({ _id, accountId, userId }) => ({ digestId: _id, accountId, userId }));
  }

  async remove(digestId: string): Promise<void> {
    await this.model.deleteOne({ _id: digestId });
  }
}
