import { defineEndpoint, ok } from '../http/endpoint';
import { ownProgram, presentProgram } from './view';
import { byKey, program } from './schema';

/** All settings of one program. */
export const getProgramsByKey = defineEndpoint({
  method: 'get',
  path: '/v1/programs/{key}',
  summary: 'Show a program',
  tag: 'programs',
  access: { scope: 'programs:read' },
  params: byKey,
  responses: { 200: { description: 'The program.', schema: program } },
  handler: async ({ deps, caller, params }) => ok(presentProgram(await ownProgram(deps, caller, params.key))),
});
