import { randomBytes } from 'node:crypto';
import type { Scope } from '../../../domain/accounts/roles';
import { PASSWORD, type Person, type TestApi } from './support';

/** Somebody new in the account of `beside`, with the role. */
export async function member(api: TestApi, roleKey: string, beside = api.people.admin): Promise<Person> {
  const { accountId } = beside;
  const email = `${randomBytes(6).toString('hex')}@acme.example`;
  const made = await api.stores.users.create({ email, firstName: 'Mia', lastName: 'Member' });
  if (!made.ok) throw new Error('the address is taken');
  const userId = made.user._id;
  await api.stores.memberships.add({ accountId, userId, roleKey });
  const { key } = await api.stores.apiKeys.create({ accountId, userId, name: 'Test' });
  return { accountId, userId, email, key };
}

/** Somebody in Acme with a role of just that rank and scopes. */
export async function ranked(api: TestApi, rank: number, scopes: readonly Scope[]): Promise<Person> {
  const key = `rank-${randomBytes(4).toString('hex')}`;
  await api.stores.roles.put(api.people.admin.accountId, { key, name: key, rank, scopes });
  return member(api, key);
}

/** The person with a key that may only do this. */
export async function narrowed(api: TestApi, person: Person, scopes: readonly Scope[]): Promise<Person> {
  const { key } = await api.stores.apiKeys.create({ ...person, name: 'Narrow', scopes });
  return { ...person, key };
}

/** Opens the link of an offered membership and sets a password, as whoever has the mailbox would. */
export async function join(api: TestApi, offerId: string, password = PASSWORD) {
  const offer = await api.stores.membershipOffers.find(offerId);
  const { version = 1, emailKey = 'gone@nowhere.example' } = offer ?? {};
  const link = api.deps.tokens.membershipOfferLink(offerId, version, emailKey);
  const token = new URL(link).searchParams.get('token');
  return api.post('/v1/public/set-password', undefined, { token, password });
}
