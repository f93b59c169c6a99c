import type { ApiDeps } from '../http';

/** What a genuine link stands for, whatever page it is shown on; `undefined` for any other text. */
export async function provenApplicant(
  { tokens, stores }: ApiDeps,
  { token }: { readonly token: string },
): Promise<string | undefined> {
  const link = tokens.readApplicationToken(token);
  const request = link && (await stores.applyRequests.find(link.id));
  return request !== undefined && link?.isFor(request.email) === true ? request._id : undefined;
}
