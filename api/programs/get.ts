import { defineEndpoint, found, ok } from '../http';
import { presentProgram } from './view';
import { program } from './schema';

/** All settings of one program. */
export const getProgramsByKey = defineEndpoint({
  route: 'get /v1/programs/{key}',
  summary: 'Show a program',
  access: { scope: 'programs:read' },
  versioned: true,
  responses: { 200: { description: 'The program.', schema: program } },
  handler: async ({ deps, caller, params }) =>
    ok(presentProgram(found(await deps.stores.programs.find(caller.accountId, params.key)))),
});
