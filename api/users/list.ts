import { searchKey } from '../../models';
import { type ApiDeps, type Caller, defineEndpoint, ok, onePage, scalars, shortList, z } from '../http';
import { presentOffer } from '../memberships/offers';
import { user } from './schema';
import { presentMember, type Member } from './view';

type Person = ReturnType<typeof presentMember>;

const columns = {
  name: (person: Person) => searchKey(person.name),
  email: (person: Person) => person.email.toLowerCase(),
  roleKey: (person: Person) => person.roleKey,
  createdAt: (person: Person) => Date.parse(person.createdAt),
};

const list = shortList<Person>('name', ({ id }) => id, columns);

const filters = {
  search: z.string().max(200).optional(),
  roleKey: scalars.key.optional(),
  status: z.enum(['invited', 'active']).optional(),
};

/** Users of the account and those who are invited to it, by name unless asked otherwise. */
export const getUsers = defineEndpoint({
  route: 'get /v1/users',
  summary: 'List users',
  access: { scope: 'users:read' },
  query: z.strictObject({ ...filters, ...list.query.shape }),
  responses: onePage(user),
  async handler({ deps, caller, query: { search = '', roleKey, status, ...wanted } }) {
    const part = searchKey(search);
    const [members, offers] = await Promise.all([
      membersOf(deps, caller),
      deps.stores.membershipOffers.listOfAccount(caller.accountId),
    ]);
    const matching = [...members.map(presentMember), ...offers.map(presentOffer)].filter(
      (person) =>
        (roleKey === undefined || person.roleKey === roleKey) &&
        (status === undefined || person.status === status) &&
        [columns.name(person), columns.email(person)].some((text) => text.includes(part)),
    );
    return ok(await list.page(matching, wanted, (one) => one));
  },
});

async function membersOf(deps: ApiDeps, { accountId }: Caller): Promise<Member[]> {
  const memberships = await deps.stores.memberships.ofAccount(accountId);
  const users = await deps.stores.users.findMany(memberships.map(({ userId }) => userId));
  const userOf = new Map(users.map((user) => [user._id, user]));
  return memberships.flatMap((membership) => {
    const user = userOf.get(membership.userId);
    return user === undefined ? [] : [{ user, membership }];
  });
}
