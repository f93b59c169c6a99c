import { Command } from 'commander';
import { UsherClient } from '../client/src';
import { addAdministration } from './commands/administration';
import { addApiKeys } from './commands/api-keys';
import { addColleagues } from './commands/colleagues';
import { addCompletion } from './commands/completion';
import { addDecisions } from './commands/decisions';
import { addDocuments } from './commands/documents';
import { addDoctor } from './commands/doctor';
import { addImport } from './commands/import';
import { addInvitations } from './commands/invitations';
import { addFolders, addRecords } from './commands/records';
import { addTerms } from './commands/terms';
import { addNotifications } from './commands/notifications';
import { findConnection, keyOf } from './connection';
import { addSso } from './commands/sso';
import { failureOf } from './failures';
import type { Tools } from './tools';

const TIMEOUT_MS = 60_000;

/**
 * Runs one command line.
 *
 * @throws {@link CliError} with an exit code, or the `CommanderError` of a wrong usage
 */
export async function runProgram(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  try {
    await createProgram(env).parseAsync(args, { from: 'user' });
  } catch (error) {
    throw failureOf(error);
  }
}

/** The whole command line. */
export function createProgram(env: NodeJS.ProcessEnv): Command {
  const program = new Command('usher')
    .description('Invite partners and see what became of them.')
    .option('--json', 'print JSON instead of tables', false)
    .addHelpText(
      'after',
      '\nUSHER_URL and USHER_API_KEY say whom to ask; without them the instance of `npm start` is asked, or else\n' +
        'the one in usher/config.json below $XDG_CONFIG_HOME or ~/.config.\n' +
        'Exit codes: 0 done, 1 refused, 2 wrong usage or set-up, 3 Usher cannot be reached.',
    )
    .showHelpAfterError()
    .exitOverride();
  const tools: Tools = {
    usher: (kind = 'account') => {
      const connection = findConnection(env);
      return new UsherClient({
        url: connection.url,
        apiKey: keyOf(connection, kind),
        timeoutMs: TIMEOUT_MS,
      });
    },
    output: () => ({ json: program.opts<{ json: boolean }>().json }),
  };
  addInvitations(program, tools);
  addDecisions(program, tools);
  addDocuments(program, tools);
  addFolders(program, tools);
  addRecords(program, tools);
  addColleagues(program, tools);
  addImport(program, tools);
  addTerms(program, tools);
  addAdministration(program, tools);
  addApiKeys(program, tools);
  addNotifications(program, tools);
  addSso(program, tools);
  addDoctor(program, env, tools);
  addCompletion(program);
  return program;
}
