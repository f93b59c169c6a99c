import type { ProgramDoc } from '../../models';
import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { presentProgram } from './view';
import { page } from '../invitations/schema';
import { program } from './schema';
import { z } from '../http/schemas/zod';

const columns = {
  key: ({ key }: ProgramDoc) => key,
  name: ({ name }: ProgramDoc) => searchKey(name),
};

/** The account's programs; `default` is always among them. */
export const getPrograms = defineEndpoint({
  method: 'get',
  path: '/v1/programs',
  summary: 'List programs',
  tag: 'programs',
  access: { scope: 'programs:read' },
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(program) } },
  async handler({ deps, caller, query: { sort = 'key', ...wanted } }) {
    const all = await deps.stores.programs.list(caller.accountId);
    const idOf = ({ key }: ProgramDoc) => key;
    const { items, nextCursor } = await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted }));
    return ok({ items: items.map(presentProgram), nextCursor });
  },
});
