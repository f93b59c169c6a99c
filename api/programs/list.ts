import { type ProgramDoc, searchKey } from '../../models';
import { defineEndpoint, ok, onePage, shortList } from '../http';
import { program } from './schema';
import { presentProgram } from './view';

const list = shortList('key', ({ key }: ProgramDoc) => key, {
  key: ({ key }) => key,
  name: ({ name }) => searchKey(name),
});

/** The account's programs; `default` is always among them. */
export const getPrograms = defineEndpoint({
  route: 'get /v1/programs',
  summary: 'List programs',
  access: { scope: 'programs:read' },
  query: list.query,
  responses: onePage(program),
  handler: async ({ deps, caller, query }) =>
    ok(await list.page(await deps.stores.programs.list(caller.accountId), query, presentProgram)),
});
