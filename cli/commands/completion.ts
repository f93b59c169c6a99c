import { Argument, type Command } from 'commander';
import { complete } from '../completion/candidates';
import { COMPLETE, COMPLETION_SCRIPTS, FILES, SHELLS, type Shell } from '../completion/scripts';

/** completion: prints what a shell needs to complete this very program. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell that will read it').choices(SHELLS))
    .description('print a script that makes a shell complete commands and options')
    .action((shell: Shell) => console.log(COMPLETION_SCRIPTS[shell]));
  program
    .command(`${COMPLETE} [words...]`, { hidden: true })
    .helpOption(false)
    .action((words: string[]) => {
      const found = complete(program, words);
      if (found === 'files') console.log(FILES);
      else for (const { text, description } of found) console.log(line(text, description));
    });
}

const line = (text: string, description: string) => (description === '' ? text : `${text}\t${description}`);
