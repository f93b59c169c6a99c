import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../endpoint';
import { listMembers, pageOfList, readPage } from '../lists';
import type { Member } from '../operations/members';
import { allMembers, presentMember } from '../operations/members';
import { page } from '../schemas/invitation';
import * as scalars from '../schemas/scalars';
import { user } from '../schemas/user';
import { z } from '../schemas/zod';

const columns = {
  name: (member: Member) => searchKey(presentMember(member).name),
  email: (member: Member) => member.user.emailKey,
  roleKey: (member: Member) => member.membership.roleKey,
  createdAt: (member: Member) => member.membership.createdAt.getTime(),
};

const query = z.strictObject({
  search: z.string().max(200).optional(),
  roleKey: scalars.key.optional(),
  ...listMembers(Object.keys(columns)),
});

/** Users of the account, by name unless asked otherwise. */
export const getUsers = defineEndpoint({
  method: 'get',
  path: '/v1/users',
  summary: 'List users',
  tag: 'people',
  access: { scope: 'users:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(user) } },
  async handler({ deps, caller, query: { sort = 'name', search = '', roleKey, ...wanted } }) {
    const part = searchKey(search);
    const found = (await allMembers(deps, caller)).filter(
      (member) =>
        (roleKey === undefined || member.membership.roleKey === roleKey) &&
        [columns.name(member), columns.email(member)].some((text) => text.includes(part)),
    );
    const idOf = (member: Member) => member.user._id;
    const { items, nextCursor } = await readPage(() => pageOfList(found, idOf, columns, { sort, ...wanted }));
    return ok({ items: items.map(presentMember), nextCursor });
  },
});
