import { Command } from 'commander';
import { Client } from './client';
import { addAdministration } from './commands/administration';
import { addDecisions } from './commands/decisions';
import { addImport } from './commands/import';
import { addInvitations } from './commands/invitations';
import { findConnection } from './connection';
import type { Output } from './output';

/** What a command works with; the connection is looked up when a command runs, not before. */
export interface Tools {
  client(): Client;
  output(): Output;
}

/** The whole command line. */
export function createProgram(env: NodeJS.ProcessEnv): Command {
  const program = new Command('usher')
    .description('Invite partners and see what became of them.')
    .option('--json', 'print JSON instead of tables', false)
    .addHelpText(
      'after',
      '\nUSHER_URL and USHER_API_KEY say whom to ask; without them the instance of `npm start` is asked.\n' +
        'Exit codes: 0 done, 1 refused, 2 wrong usage or set-up, 3 Usher cannot be reached.',
    )
    .showHelpAfterError()
    .exitOverride();
  const tools: Tools = {
    client: () => new Client(findConnection(env)),
    output: () => ({ json: program.opts<{ json: boolean }>().json }),
  };
  addInvitations(program, tools);
  addDecisions(program, tools);
  addImport(program, tools);
  addAdministration(program, tools);
  return program;
}
