import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { allMembers, presentMember } from './view';
import { presentOffer } from '../memberships/offers';
import { page } from '../invitations/schema';
import * as scalars from '../http/schemas/scalars';
import { user } from './schema';
import { z } from '../http/schemas/zod';

type Person = ReturnType<typeof presentMember> | ReturnType<typeof presentOffer>;

const columns = {
  name: (person: Person) => searchKey(person.name),
  email: (person: Person) => person.email.toLowerCase(),
  roleKey: (person: Person) => person.roleKey,
  createdAt: (person: Person) => Date.parse(person.createdAt),
};

const query = z.strictObject({
  search: z.string().max(200).optional(),
  roleKey: scalars.key.optional(),
  status: z.enum(['invited', 'active']).optional(),
  ...listMembers(Object.keys(columns)),
});

/** Users of the account and those who are invited to it, by name unless asked otherwise. */
export const getUsers = defineEndpoint({
  method: 'get',
  path: '/v1/users',
  summary: 'List users',
  tag: 'people',
  access: { scope: 'users:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(user) } },
  async handler({ deps, caller, query: { sort = 'name', search = '', roleKey, status, ...wanted } }) {
    const part = searchKey(search);
    const [members, offers] = await Promise.all([
      allMembers(deps, caller),
      deps.stores.membershipOffers.listOfAccount(caller.accountId),
    ]);
    const found = [...members.map(presentMember), ...offers.map(presentOffer)].filter(
      (person) =>
        (roleKey === undefined || person.roleKey === roleKey) &&
        (status === undefined || person.status === status) &&
        [columns.name(person), columns.email(person)].some((text) => text.includes(part)),
    );
    const idOf = (person: Person) => person.id;
    return ok(await readPage(() => pageOfList(found, idOf, columns, { sort, ...wanted })));
  },
});
