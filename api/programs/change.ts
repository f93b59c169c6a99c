import { defineEndpoint, ok } from '../http';
import { changeProgram } from './change-program';
import { presentProgram } from './view';
import { program, programChanges } from './schema';

/** Creates or changes a program. Open invitations keep the settings they were sent with. */
export const putProgramsByKey = defineEndpoint({
  route: 'put /v1/programs/{key}',
  summary: 'Create or change a program; members left out stay as they are',
  access: { scope: 'programs:write' },
  audit: 'program_changed',
  body: programChanges,
  responses: { 200: { description: 'The program with all settings.', schema: program } },
  problems: ['role-ceiling'],
  handler: async ({ deps, caller, params, body }) =>
    ok(presentProgram(await changeProgram(deps, caller, params.key, body))),
});
