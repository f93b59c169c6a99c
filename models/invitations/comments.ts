import { pageOf, type Page } from '../mongo/page';
import { collection, insertOrFind, storeOf } from '../mongo/collection';

/** What somebody of the account says to the others about an invitation; the contact never reads it. */
export interface CommentDoc {
  readonly _id: string;
  readonly accountId: string;
  readonly invitationId: string;
  /** User ID. */
  readonly authorId: string;
  readonly text: string;
  readonly createdAt: Date;
}

export interface CommentQuery {
  readonly accountId: string;
  readonly invitationId: string;
  /** `createdAt`, with `-` for descending. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const commentModel = collection<CommentDoc>(
  'comments',
  { accountId: String, invitationId: String, authorId: String, text: String, createdAt: Date },
  // Those of an invitation in their order; export and erasure.
  [{ keys: { invitationId: 1, createdAt: 1, _id: 1 } }],
);

/** Comments of colleagues; they may hold personal data, so they are erased with the contact. */
export class CommentStore extends storeOf(commentModel) {
  /** How many there are about an invitation. */
  async count(invitationId: string): Promise<number> {
    return this.model.countDocuments({ invitationId });
  }

  /** Repeating it with the same `_id` returns the stored one. */
  async add(comment: Omit<CommentDoc, 'createdAt'>): Promise<CommentDoc> {
    return insertOrFind(this.model, { ...comment, createdAt: new Date() });
  }

  /**
   * One page of an invitation of the account, oldest first unless asked otherwise.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(query: CommentQuery): Promise<Page<CommentDoc>> {
    const { accountId, invitationId, sort = 'createdAt' } = query;
    return pageOf(this.model, [{ accountId, invitationId }], { createdAt: 'createdAt' }, { ...query, sort });
  }

  async ofInvitation(invitationId: string): Promise<CommentDoc[]> {
    return this.model.find({ invitationId }).sort({ createdAt: 1, _id: 1 }).lean<CommentDoc[]>();
  }

  async removeFor(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
  }
}
