import { displayName } from '../../domain/accounts/display-name';
import type { TermsAcceptanceDoc, TermsVersionDoc, TermsVersionEntry } from '../../models';
import { type ApiDeps, present } from '../http';
import { terms, termsAcceptance, termsEntry } from './schema';

/** A version as the API answers it. */
export async function presentTerms(deps: ApiDeps, doc: TermsVersionDoc) {
  const nameOf = await namesOf(deps, [doc.publishedBy]);
  return present(terms, { ...doc, publishedBy: publisher(doc, nameOf) });
}

/** Versions without their texts. */
export async function presentEntries(deps: ApiDeps, docs: readonly TermsVersionEntry[]) {
  const nameOf = await namesOf(
    deps,
    docs.map(({ publishedBy }) => publishedBy),
  );
  return docs.map((doc) => present(termsEntry, { ...doc, publishedBy: publisher(doc, nameOf) }));
}

function publisher({ publishedBy: id }: TermsVersionEntry, nameOf: ReadonlyMap<string, string>) {
  return { id, name: nameOf.get(id) ?? null };
}

async function namesOf({ stores }: ApiDeps, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await stores.users.findMany([...new Set(ids)]);
  return new Map(users.map((user) => [user._id, displayName(user)]));
}

/** Who accepted, with the names as they are now; of those who were erased nothing but that somebody did. */
export async function presentAcceptances({ stores }: ApiDeps, docs: readonly TermsAcceptanceDoc[]) {
  const userIds = docs.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const [invitations, users] = await Promise.all([
    stores.invitations.findMany([...new Set(docs.map(({ invitationId }) => invitationId))]),
    stores.users.findMany([...new Set(userIds)]),
  ]);
  const invitationOf = new Map(invitations.map((one) => [one._id, one]));
  const userOf = new Map(users.map((one) => [one._id, one]));
  return docs.map((doc) => {
    const invitation = invitationOf.get(doc.invitationId);
    const user = doc.userId === null ? undefined : userOf.get(doc.userId);
    const contact = [invitation?.contactFirstName, invitation?.contactLastName].filter(Boolean).join(' ');
    const byUser = user && { name: displayName(user), email: user.email };
    const byLink = { name: contact === '' ? null : contact, email: invitation?.contactEmail ?? null };
    const known = doc.source === 'application' ? byLink : byUser;
    const person = doc.erasedAt === null && known !== undefined ? known : { name: null, email: null };
    return present(termsAcceptance, { ...doc, partnerName: invitation?.partnerName ?? null, ...person });
  });
}
