import type { Command } from 'commander';
import { findConnection } from '../connection';
import { examine } from '../diagnosis';
import { CliError, REFUSED, UNREACHABLE } from '../failures';
import { printRows, type Column } from '../output';
import type { Tools } from '../tools';

const FINDING: readonly Column[] = [
  ['Check', 'check'],
  ['Result', 'result'],
  ['Detail', 'detail'],
];

/** doctor: examines the way from here to a working Usher. */
export function addDoctor(program: Command, env: NodeJS.ProcessEnv, tools: Tools): void {
  program
    .command('doctor')
    .description('tell what is wrong with a set-up')
    .action(async () => {
      const connection = findConnection(env);
      const findings = await examine(connection);
      printRows(tools.output(), findings, FINDING);
      const [first, ...others] = findings.filter(({ result }) => result === 'wrong');
      if (first === undefined) return;
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      const exitCode = first === findings[0] ? UNREACHABLE : REFUSED;
      throw new CliError(`${connection.url}: ${first.detail}${more}`, exitCode);
    });
}
