import type { CommentDoc } from '../../models';
import { displayName } from '../../domain/accounts/display-name';
import { type ApiDeps, present, scalars, z } from '../http';

export const comment = z
  .object({
    id: z.string(),
    author: z.object({ id: z.string(), name: z.string().nullable() }),
    text: z.string(),
    createdAt: scalars.instant,
  })
  .openapi('Comment');

/** Comments as the API answers them, with the names as they are now. */
export async function presentComments({ stores }: ApiDeps, docs: readonly CommentDoc[]) {
  const users = await stores.users.findMany([...new Set(docs.map(({ authorId }) => authorId))]);
  const nameOf = new Map(users.map((user) => [user._id, displayName(user)]));
  return docs.map((doc) => {
    const { authorId: id } = doc;
    return present(comment, { ...doc, author: { id, name: nameOf.get(id) ?? null } });
  });
}
